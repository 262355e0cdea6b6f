using System.Reflection;

namespace Hypergraph;

/// <summary>Finds the name that a person chose for a method.</summary>
internal static class FunctionName
{
    private const string Invoke = "Invoke";

    /// <summary>The method's name; null for a lambda or another method that a compiler named.</summary>
    public static string? Of(MethodInfo method)
    {
        // Local functions are compiled to <Outer>g__Name|0_0.
        const string LocalFunction = ">g__";
        int local = method.Name.IndexOf(LocalFunction, StringComparison.Ordinal);
        int end = method.Name.LastIndexOf('|');
        if (local >= 0 && end > local)
        {
            return method.Name[(local + LocalFunction.Length)..end];
        }

        return method.DeclaringType is not { } type || method.Name[0] == '<' || (method.Name == Invoke && (type.IsAssignableTo(typeof(Delegate)) || IsFSharpClosure(type)))
            ? null
            : method.Name;
    }

    /// <summary>Whether F# made the type for a lambda. Its name, <c>main@12</c>, is none that a source can declare.</summary>
    public static bool IsFSharpClosure(Type type) =>
        type.Name.Contains('@', StringComparison.Ordinal) || type.BaseType?.FullName?.StartsWith("Microsoft.FSharp.Core.FSharpFunc`", StringComparison.Ordinal) == true;

    /// <summary>The delegate that is called in the end: one may be made of another's <c>Invoke</c>.</summary>
    public static Delegate Innermost(Delegate function)
    {
        while (function.Method.Name == Invoke && function.Target is Delegate inner)
        {
            function = inner;
        }

        return function;
    }
}
