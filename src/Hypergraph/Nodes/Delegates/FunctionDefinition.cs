using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hypergraph.Nodes.Delegates;

/// <summary>Identifies a delegate by its method, and finds the variables that it captures.</summary>
internal static class FunctionDefinition
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Returns the method by its module's version and its token, with type arguments; null if it captures or has no token.</summary>
    public static string? Of(Delegate function)
    {
        MethodInfo method = function.Method;
        if (CapturesOf(function).Count > 0 || !method.HasMetadataToken() || !method.Module.HasModuleVersionId())
        {
            return null;
        }

        IEnumerable<Type> arguments = [.. method.DeclaringType?.GetGenericArguments() ?? [], .. method.GetGenericArguments()];
        return $"{method.Module.ModuleVersionId:n}:{method.MetadataToken:x8}{string.Concat(arguments.Select(a => $":{a.AssemblyQualifiedName}"))}";
    }

    /// <summary>Returns the variables that a lambda captures, by name; <c>this</c> for the object of a method that has fields.</summary>
    public static IReadOnlyList<string> CapturesOf(Delegate function) => function.Target switch
    {
        null => [],
        { } target when IsGenerated(target.GetType()) => [.. CapturedBy(target)],
        { } target => HasFields(target.GetType()) ? ["this"] : [],
    };

    /// <summary>The fields of a generated closure have the names of the variables, except those for outer closures and <c>this</c>.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Fields that code uses are kept; where metadata is not, there is no token either.")]
    private static IEnumerable<string> CapturedBy(object closure) => closure.GetType().GetFields(Fields).SelectMany(field => field.Name switch
    {
        var name when name.StartsWith("CS$<>", StringComparison.Ordinal) => CapturedBy(field.GetValue(closure)!),
        var name when name.EndsWith("__this", StringComparison.Ordinal) => ["this"],
        var name => Enumerable.Repeat(name, 1),
    });

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Fields that code uses are kept; where metadata is not, there is no token either.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Fields that code uses are kept; where metadata is not, there is no token either.")]
    private static bool HasFields(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetFields(Fields | BindingFlags.DeclaredOnly).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGenerated(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || FunctionName.IsFSharpClosure(type);
}
