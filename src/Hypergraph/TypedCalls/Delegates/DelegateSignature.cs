using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;
using Hypergraph.TypedCalls.Binding;

namespace Hypergraph.TypedCalls.Delegates;

/// <summary>The parameters and the result of a delegate type.</summary>
internal sealed class DelegateSignature
{
    private const int MaxParameters = 16;

    private DelegateSignature(ParameterInfo[] parameters, ParameterInfo result, bool hasNames, Problems problems)
    {
        HasToken = parameters.Length > 0 && parameters[^1].ParameterType == typeof(CancellationToken);
        ParameterInfo[] values = HasToken ? parameters[..^1] : parameters;
        Parameters = Array.ConvertAll(values, p => new Part(hasNames ? p.Name : null, p.ParameterType));
        ElementNames = Array.ConvertAll(values, parameter => ElementNamesOf(parameter, problems));
        ReturnType = result.ParameterType;
        ResultElementNames = ElementNamesOf(result, problems);
        Type? open = ReturnType.IsGenericType ? ReturnType.GetGenericTypeDefinition() : null;
        IsTask = open == typeof(Task<>);
        IsAsync = IsTask || open == typeof(ValueTask<>);
        ResultType = IsAsync ? ReturnType.GetGenericArguments()[0] : ReturnType;
    }

    /// <summary>The parameters, without the token. Those of <c>Func</c> have no names.</summary>
    public Part[] Parameters { get; }

    /// <summary>By parameter, the names of its elements if it is a tuple; null if they are not known.</summary>
    public IReadOnlyList<string>?[] ElementNames { get; }

    /// <summary>Whether the last parameter is the token of the call.</summary>
    public bool HasToken { get; }

    /// <summary>What the delegate returns: the result, or a task.</summary>
    public Type ReturnType { get; }

    /// <summary>The type of the result, after awaiting.</summary>
    public Type ResultType { get; }

    /// <summary>The names of the elements of the result if it is a tuple; null if they are not known.</summary>
    public IReadOnlyList<string>? ResultElementNames { get; }

    /// <summary>Whether the delegate returns a task of either kind.</summary>
    public bool IsAsync { get; }

    /// <summary>Whether the delegate returns a <see cref="Task{TResult}"/>.</summary>
    public bool IsTask { get; }

    /// <summary>The types of all parameters, the token included.</summary>
    public Type[] ParameterTypes => [.. Parameters.Select(p => p.Type), .. HasToken ? [typeof(CancellationToken)] : Type.EmptyTypes];

    /// <summary>Reads a delegate type.</summary>
    /// <exception cref="GraphConfigurationException">The type has a shape that no graph can be called as.</exception>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static DelegateSignature Of(Type type, Problems problems)
    {
        MethodInfo? invoke = type.GetMethod("Invoke");
        if (invoke is null)
        {
            problems.Add("it is no type of delegates with parameters and a result. Use Func, or a delegate type of your own.");
            problems.ThrowIfAny();
        }

        ParameterInfo[] parameters = invoke!.GetParameters();
        if (Array.Find(parameters, p => p.ParameterType.IsByRef || p.ParameterType.IsByRefLike || p.ParameterType.IsPointer) is { } reference)
        {
            problems.Add($"parameter '{reference.Name}' is passed by reference or lives on the stack only. Pass a value.");
        }

        if (parameters.Length > MaxParameters)
        {
            problems.Add($"it has {parameters.Length} parameters, of which at most {MaxParameters} are possible. Pass a record with a property for each input.");
        }

        Type result = invoke.ReturnType;
        if (result == typeof(void) || result == typeof(Task) || result == typeof(ValueTask) || result.IsByRef || result.IsByRefLike)
        {
            problems.Add($"it returns {(result.IsByRef ? "a reference" : TypeNames.Of(result))}, but a call returns outputs. Return an output, a tuple or a record, or a task of it.");
        }

        problems.ThrowIfAny();
        var signature = new DelegateSignature(parameters, invoke.ReturnParameter, hasNames: type.Assembly != typeof(Func<>).Assembly, problems);
        problems.ThrowIfAny();
        return signature;
    }

    /// <summary>The names of the elements of a tuple, or of a task of one. Behind them are those of tuples in it, and of the tuple that has the elements after the seventh.</summary>
    private static string[]? ElementNamesOf(ParameterInfo parameter, Problems problems)
    {
        Type type = parameter.ParameterType;
        Type tuple = type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>)) ? type.GetGenericArguments()[0] : type;
        if (!TupleShape.IsTuple(tuple) || parameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames is not { } all)
        {
            return null;
        }

        string?[] names = [.. all.Take(TupleShape.ElementsOf(tuple).Length)];
        string[] known = [.. names.OfType<string>()];
        if (known.Length > 0 && known.Length < names.Length)
        {
            problems.Add($"some elements of a tuple have names ({NameList.Of(known)}) and others have none. Name all of them, or none.");
        }

        return known.Length == names.Length ? known : null;
    }
}
