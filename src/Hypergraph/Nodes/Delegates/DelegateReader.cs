using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Functions;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Results;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Delegates;

/// <summary>
/// Creates a node's function from a delegate. Reflection is used only here: to read names, defaults and types, and to
/// close the generic types that make the calls. Everything else is typed.
/// </summary>
[RequiresDynamicCode(TrimmingMessages.DynamicCode)]
internal static class DelegateReader
{
    private static readonly Type[] FuncFunctions =
    [
        typeof(FuncFunction<>), typeof(FuncFunction<,>), typeof(FuncFunction<,,>), typeof(FuncFunction<,,,>),
        typeof(FuncFunction<,,,,>), typeof(FuncFunction<,,,,,>), typeof(FuncFunction<,,,,,,>),
    ];

    private static readonly Type[] ActionFunctions =
        [typeof(ActionFunction), typeof(ActionFunction<>), typeof(ActionFunction<,>), typeof(ActionFunction<,,>)];

    private static readonly Type[] TupleWriters =
    [
        typeof(TupleWriter<,>), typeof(TupleWriter<,,>), typeof(TupleWriter<,,,>), typeof(TupleWriter<,,,,>),
        typeof(TupleWriter<,,,,,>), typeof(TupleWriter<,,,,,,>),
    ];

    // Weak references, so that the types of a collectible assembly can be unloaded.
    private static readonly ConditionalWeakTable<Type, SlotType> SlotTypes = [];
    private static readonly ConditionalWeakTable<Type, object> Results = [];

    /// <param name="function">The delegate.</param>
    /// <param name="owner">The node of the function.</param>
    /// <exception cref="GraphConfigurationException">The delegate has a shape that cannot be a node.</exception>
    public static FunctionImplementation Read(Delegate function, in FunctionOwner owner = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        string? name = FunctionName.Of(function.Method);
        string described = owner.Describe(name);
        FunctionShape.CheckDelegate(function, described);
        ParameterInfo[] parameters = ParametersOf(function, described);
        NodeInput[] inputs = [.. parameters.Select(p => InputOf(p, described))];
        Type returnType = function.Method.ReturnType;
        FunctionShape.CheckResult(returnType, described);
        object result = Results.GetValue(returnType == typeof(void) ? typeof(NoResult) : returnType, CreateResult);
        Type[] types = [.. parameters.Select(p => p.ParameterType)];
        FunctionImplementation nodeFunction = CreateFunction(FreshCollections.Wrap(function, parameters, inputs), name, inputs, result, types, returnType);
        nodeFunction.Source = function;
        nodeFunction.TupleNames = nodeFunction.TupleSize > 0 ? Complete(TupleNamesOf(function.Method), nodeFunction.TupleSize) : null;
        return nodeFunction;
    }

    private static FunctionImplementation CreateFunction(
        Delegate function, string? name, NodeInput[] inputs, object result, Type[] types, Type returnType)
    {
        bool isAction = returnType == typeof(void);
        Type[] open = isAction ? ActionFunctions : FuncFunctions;
        FunctionImplementation nodeFunction;
        if (types.Length < open.Length)
        {
            Type[] arguments = isAction ? types : [.. types, returnType];
            Type delegateType = isAction ? Expression.GetActionType(types) : Expression.GetFuncType(arguments);
            Delegate typed = ConvertTo(delegateType, function);
            nodeFunction = arguments.Length == 0
                ? new ActionFunction(name, inputs, (FunctionResult<NoResult>)result, (Action)typed)
                : (FunctionImplementation)GenericFactory.Create(open[types.Length], arguments, name, inputs, result, typed);
        }
        else
        {
            nodeFunction = (FunctionImplementation)GenericFactory.Create(
                typeof(CompiledFunction<>), [isAction ? typeof(NoResult) : returnType], name, inputs, result, function, types);
        }

        return nodeFunction;
    }

    /// <summary>Converts a delegate to another type: a lambda with defaults has a delegate type of its own.</summary>
    private static Delegate ConvertTo(Type delegateType, Delegate function)
    {
        if (function.GetType() == delegateType)
        {
            return function;
        }

        return Delegate.CreateDelegate(delegateType, function.Target, function.Method, throwOnBindFailure: false)
            ?? Delegate.CreateDelegate(delegateType, function, function.GetType().GetMethod("Invoke")!);
    }

    /// <summary>
    /// Returns the parameters of the delegate's call, with names and defaults as the method declares them. A delegate may be closed
    /// over the first argument of its method.
    /// </summary>
    private static ParameterInfo[] ParametersOf(Delegate function, string owner)
    {
        ParameterInfo[] called = function.GetType().GetMethod("Invoke")!.GetParameters();
        ParameterInfo[] declared = function.Method.GetParameters();
        int closed = declared.Length - called.Length;
        ParameterInfo[] parameters = closed >= 0 ? declared[closed..] : called;
        int unnamed = Array.FindIndex(parameters, p => string.IsNullOrEmpty(p.Name));
        return unnamed >= 0
            ? throw new GraphConfigurationException(
                $"Parameter {unnamed + 1} of {owner} has no name, so no edge can find it. Create the delegate from a method whose parameters have names.")
            : parameters;
    }

    private static NodeInput InputOf(ParameterInfo parameter, string owner)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return NodeInput.Token;
        }

        if (type == typeof(NodeContext))
        {
            return NodeInput.Context;
        }

        IList<CustomAttributeData> attributes = parameter.GetCustomAttributesData();
        if (ServiceAttributes.Find(parameter, attributes, owner) is { } service)
        {
            return NodeInput.OfService(parameter.Name!, SlotTypeOf(type), service);
        }

        FunctionShape.CheckParameter(parameter, owner);
        var input = new NodeInput(parameter.Name!, SlotTypeOf(type)) { ForbidsNull = NullAnnotation.ForbidsNull(parameter, attributes) };
        return ParameterDefault.TryGet(parameter, input.SlotType, owner, out object? value) ? input.WithDefault(value) : input;
    }

    private static SlotType SlotTypeOf(Type type) => SlotTypes.GetValue(type, GenericFactory.SlotTypeOf);

    /// <summary>Creates the <see cref="FunctionResult{TResult}"/> of a return type.</summary>
    private static object CreateResult(Type returnType)
    {
        if (returnType == typeof(Task))
        {
            return new VoidTaskResult();
        }

        if (returnType == typeof(ValueTask))
        {
            return new VoidValueTaskResult();
        }

        if (returnType.IsGenericType)
        {
            Type definition = returnType.GetGenericTypeDefinition();
            Type value = returnType.GetGenericArguments()[0];
            if (definition == typeof(Task<>))
            {
                return GenericFactory.Create(typeof(TaskResult<>), [value], ValueResultOf(value));
            }

            if (definition == typeof(ValueTask<>))
            {
                return GenericFactory.Create(typeof(ValueTaskResult<>), [value], ValueResultOf(value));
            }

            if (definition == typeof(IAsyncEnumerable<>))
            {
                return GenericFactory.Create(typeof(StreamResult<>), [value], ValueResultOf(typeof(List<>).MakeGenericType(value)));
            }
        }

        return ValueResultOf(returnType);
    }

    private static object ValueResultOf(Type type) =>
        GenericFactory.Create(typeof(ValueResult<>), [type], SlotTypeOf(type), TupleWriterOf(type), false);

    private static object? TupleWriterOf(Type type)
    {
        if (!type.IsGenericType || !type.IsAssignableTo(typeof(ITuple)) || !type.IsValueType)
        {
            return null;
        }

        Type[] elements = type.GetGenericArguments();
        return elements.Length switch
        {
            < 2 => null,
            < 8 => GenericFactory.Create(TupleWriters[elements.Length - 2], elements),
            _ => GenericFactory.Create(typeof(BoxedTupleWriter<>), [type], (object)LongTupleTypes(elements)),
        };
    }

    private static SlotType[] LongTupleTypes(Type[] elements)
    {
        List<SlotType> types = [];
        while (elements.Length == 8)
        {
            types.AddRange(elements[..7].Select(SlotTypeOf));
            elements = elements[7].GetGenericArguments();
        }

        types.AddRange(elements.Select(SlotTypeOf));
        return [.. types];
    }

    private static IReadOnlyList<string>? TupleNamesOf(MethodInfo method) =>
        method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames is { } names ? [.. names.Select(n => n ?? string.Empty)] : null;

    /// <summary>Returns the names of the outer tuple's elements, which come first; null unless all of them have one.</summary>
    private static List<string>? Complete(IReadOnlyList<string>? names, int size) =>
        names is not null && names.Count >= size && names.Take(size).All(n => n.Length > 0) ? [.. names.Take(size)] : null;
}
