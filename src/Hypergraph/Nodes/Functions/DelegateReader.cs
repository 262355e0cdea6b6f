using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hypergraph;

/// <summary>
/// How a delegate becomes a function of a node: the one place that reflects. It reads names, defaults and types, and
/// closes the generic types that do the calling; everything after it is typed.
/// </summary>
[RequiresDynamicCode(DynamicCode)]
internal static class DelegateReader
{
    public const string DynamicCode =
        "Reading a delegate closes generic types over its parameter types at run time, which needs the types' metadata and dynamic code.";

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

    // Weak, so that the types of a collectible assembly can be unloaded.
    private static readonly ConditionalWeakTable<Type, SlotType> SlotTypes = [];
    private static readonly ConditionalWeakTable<Type, object> Results = [];

    public static NodeFunction Read(Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        string? name = MethodNameOf(function.Method);
        if (!function.HasSingleTarget)
        {
            throw new GraphConfigurationException($"{Subject(name)} is a combination of several delegates. Give each one a node of its own.");
        }

        ParameterInfo[] parameters = ParametersOf(function, name);
        NodeInput[] inputs = [.. parameters.Select(p => InputOf(p, name))];
        Type returnType = function.Method.ReturnType;
        if (returnType.IsByRef || returnType.IsByRefLike || returnType.IsPointer)
        {
            throw new GraphConfigurationException($"{Subject(name)} returns {(returnType.IsByRef ? "a value by reference" : TypeNames.Of(returnType))}, which cannot be kept in a graph. Return a value.");
        }

        object result = Results.GetValue(returnType == typeof(void) ? typeof(NoResult) : returnType, CreateResult);
        Type[] types = [.. parameters.Select(p => p.ParameterType)];
        return CreateFunction(function, name, inputs, result, types, returnType, TupleNamesOf(function.Method));
    }

    private static NodeFunction CreateFunction(
        Delegate function, string? name, NodeInput[] inputs, object result, Type[] types, Type returnType, IReadOnlyList<string>? tupleNames)
    {
        bool isAction = returnType == typeof(void);
        Type[] open = isAction ? ActionFunctions : FuncFunctions;
        NodeFunction made;
        if (types.Length < open.Length)
        {
            Type[] arguments = isAction ? types : [.. types, returnType];
            Type delegateType = isAction ? Expression.GetActionType(types) : Expression.GetFuncType(arguments);
            Delegate typed = ConvertTo(delegateType, function);
            made = arguments.Length == 0
                ? new ActionFunction(name, inputs, (FunctionResult<NoResult>)result, (Action)typed)
                : (NodeFunction)GenericFactory.Create(open[types.Length], arguments, name, inputs, result, typed);
        }
        else
        {
            made = (NodeFunction)GenericFactory.Create(
                typeof(CompiledFunction<>), [isAction ? typeof(NoResult) : returnType], name, inputs, result, function, types);
        }

        made.Source = function;
        made.TupleNames = made.TupleSize > 0 ? Complete(tupleNames, made.TupleSize) : null;
        return made;
    }

    /// <summary>The same function as a delegate of another type: a lambda with defaults has a delegate type of its own.</summary>
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
    /// The parameters as the delegate is called, with names and defaults as the method declares them. A delegate may
    /// have its method's first argument closed over.
    /// </summary>
    private static ParameterInfo[] ParametersOf(Delegate function, string? name)
    {
        ParameterInfo[] called = function.GetType().GetMethod("Invoke")!.GetParameters();
        ParameterInfo[] declared = function.Method.GetParameters();
        int closed = declared.Length - called.Length;
        ParameterInfo[] parameters = closed >= 0 ? declared[closed..] : called;
        int unnamed = Array.FindIndex(parameters, p => string.IsNullOrEmpty(p.Name));
        return unnamed >= 0
            ? throw new GraphConfigurationException(
                $"Parameter {unnamed + 1} of {Subject(name, inSentence: true)} has no name, so no edge can find it. Give the delegate a method whose parameters have names.")
            : parameters;
    }

    private static NodeInput InputOf(ParameterInfo parameter, string? function)
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

        if (type.IsByRef || type.IsByRefLike || type.IsPointer)
        {
            string why = type.IsByRef ? "is passed by reference" : $"is of type {TypeNames.Of(type)}";
            throw new GraphConfigurationException(
                $"Parameter '{parameter.Name}' of {Subject(function, inSentence: true)} {why}, which cannot be kept in a graph. Take it by value, as an ordinary type.");
        }

        var input = new NodeInput(parameter.Name!, SlotTypeOf(type));
        return parameter.HasDefaultValue ? input.WithDefault(DefaultOf(parameter)) : input;
    }

    private static object? DefaultOf(ParameterInfo parameter)
    {
        object? value = parameter.DefaultValue;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (value is null)
        {
            return parameter.ParameterType.IsValueType && type == parameter.ParameterType ? SlotTypeOf(type).CreateArray(1).GetValue(0) : null;
        }

        return type.IsEnum && value is not Enum ? Enum.ToObject(type, value) : value;
    }

    private static SlotType SlotTypeOf(Type type) => SlotTypes.GetValue(type, GenericFactory.SlotTypeOf);

    /// <summary>The <see cref="FunctionResult{TResult}"/> of a return type.</summary>
    private static object CreateResult(Type returnType)
    {
        if (returnType == typeof(Task))
        {
            return new PlainTaskResult();
        }

        if (returnType == typeof(ValueTask))
        {
            return new PlainValueTaskResult();
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

    /// <summary>The names of the outer tuple's elements, which come first; null unless all of them have one.</summary>
    private static List<string>? Complete(IReadOnlyList<string>? names, int size) =>
        names is not null && names.Count >= size && names.Take(size).All(n => n.Length > 0) ? [.. names.Take(size)] : null;

    /// <summary>The name that a person gave to the method; null for a lambda or a generated method.</summary>
    private static string? MethodNameOf(MethodInfo method)
    {
        // Local functions are compiled to <Outer>g__Name|0_0.
        const string LocalFunction = ">g__";
        int local = method.Name.IndexOf(LocalFunction, StringComparison.Ordinal);
        int end = method.Name.LastIndexOf('|');
        if (local >= 0 && end > local)
        {
            return method.Name[(local + LocalFunction.Length)..end];
        }

        return method.DeclaringType is null || method.Name.StartsWith('<') ? null : method.Name;
    }

    private static string Subject(string? name, bool inSentence = false) =>
        name is null ? (inSentence ? "the lambda" : "The lambda") : (inSentence ? $"function '{name}'" : $"Function '{name}'");
}
