using System.Reflection;

namespace Hypergraph.Nodes.Delegates;

/// <summary>Finds the source name of a method.</summary>
internal static class FunctionName
{
    private const string Invoke = "Invoke";

    /// <summary>Returns the method's name; null for a lambda or another method with a compiler-generated name.</summary>
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

    /// <summary>Whether F# generated the type for a lambda. Its name, <c>main@12</c>, cannot be declared in source code.</summary>
    public static bool IsFSharpClosure(Type type) =>
        type.Name.Contains('@', StringComparison.Ordinal) || type.BaseType?.FullName?.StartsWith("Microsoft.FSharp.Core.FSharpFunc`", StringComparison.Ordinal) == true;

    /// <summary>Returns the delegate that is finally called: a delegate may be created from the <c>Invoke</c> method of another.</summary>
    public static Delegate Innermost(Delegate function)
    {
        while (function.Method.Name == Invoke && function.Target is Delegate inner)
        {
            function = inner;
        }

        return function;
    }
}
