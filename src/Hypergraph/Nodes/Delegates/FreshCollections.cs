using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Nodes.Delegates;

/// <summary>
/// Omitted <c>params</c> collections that can change: a list, a set. One empty collection for each type stands for what is omitted, and
/// each call of the function receives a new one in its place, as C# does.
/// </summary>
[RequiresDynamicCode(TrimmingMessages.DynamicCode)]
internal static class FreshCollections
{
    // Weak, so that the types of a collectible assembly can be unloaded.
    private static readonly ConditionalWeakTable<Type, object> Omitted = [];

    /// <summary>What stands for the omitted collection; null where the parameter's type is not one that can be made empty.</summary>
    public static object? OmittedOf(Type type) => ConstructorOf(type) is { } constructor ? Omitted.GetValue(type, _ => constructor.Invoke([])) : null;

    /// <summary>The same function, which makes each omitted collection anew.</summary>
    public static Delegate Wrap(Delegate function, ParameterInfo[] parameters, NodeInput[] inputs)
    {
        bool[] isFresh = new bool[parameters.Length];
        bool isAny = false;
        for (int i = 0; i < isFresh.Length; i++)
        {
            isFresh[i] = inputs[i].DefaultValue is { } value && Omitted.TryGetValue(parameters[i].ParameterType, out object? omitted) && omitted == value;
            isAny |= isFresh[i];
        }

        if (!isAny)
        {
            return function;
        }

        ParameterExpression[] parameterExpressions = [.. parameters.Select(p => Expression.Parameter(p.ParameterType, p.Name))];
        IEnumerable<Expression> arguments = parameterExpressions.Select((p, i) => isFresh[i]
            ? Expression.Condition(
                Expression.ReferenceEqual(p, Expression.Constant(inputs[i].DefaultValue)), Expression.New(ConstructorOf(p.Type)!), p, p.Type)
            : (Expression)p);
        Type type = Expression.GetDelegateType([.. parameterExpressions.Select(p => p.Type), function.Method.ReturnType]);
        return Expression.Lambda(type, Expression.Invoke(Expression.Constant(function), arguments), parameterExpressions).Compile();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Where the constructor is removed, the input has no default.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where the constructor is removed, the input has no default.")]
    private static ConstructorInfo? ConstructorOf(Type type)
    {
        if (type.IsInterface)
        {
            return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IList<>) || type.GetGenericTypeDefinition() == typeof(ICollection<>))
                ? typeof(List<>).MakeGenericType(type.GetGenericArguments()).GetConstructor([])
                : null;
        }

        return type is { IsClass: true, IsAbstract: false } ? type.GetConstructor([]) : null;
    }
}
