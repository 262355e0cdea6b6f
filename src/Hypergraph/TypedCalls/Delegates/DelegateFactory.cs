using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Naming;
using Hypergraph.Planning;
using Hypergraph.Planning.Compilation;
using Hypergraph.TypedCalls.Binding;
using Hypergraph.TypedCalls.Inputs;
using Hypergraph.TypedCalls.Outputs;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph.TypedCalls.Delegates;

/// <summary>Creates delegates that call a graph.</summary>
internal static class DelegateFactory
{
    private static readonly Type[] Invokers =
    [
        typeof(FuncInvoker<>), typeof(FuncInvoker<,>), typeof(FuncInvoker<,,>), typeof(FuncInvoker<,,,>), typeof(FuncInvoker<,,,,>), typeof(FuncInvoker<,,,,,>),
        typeof(FuncInvoker<,,,,,,>), typeof(FuncInvoker<,,,,,,,>), typeof(FuncInvoker<,,,,,,,,>), typeof(FuncInvoker<,,,,,,,,,>), typeof(FuncInvoker<,,,,,,,,,,>),
        typeof(FuncInvoker<,,,,,,,,,,,>), typeof(FuncInvoker<,,,,,,,,,,,,>), typeof(FuncInvoker<,,,,,,,,,,,,,>), typeof(FuncInvoker<,,,,,,,,,,,,,,>),
        typeof(FuncInvoker<,,,,,,,,,,,,,,,>), typeof(FuncInvoker<,,,,,,,,,,,,,,,,>),
    ];

    /// <exception cref="GraphConfigurationException">The graph cannot be called as the delegate type.</exception>
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors | PublicMethods, typeof(FuncInvoker<,,,,,,,,,,,,,,,,>))]
    [DynamicDependency(PublicConstructors, typeof(CallerFactory<,>))]
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static TDelegate Create<TDelegate>(Graph graph, CompileOptions options)
        where TDelegate : Delegate
    {
        var problems = new Problems(graph, TypeNames.Of(typeof(TDelegate)));
        DelegateSignature signature = DelegateSignature.Of(typeof(TDelegate), problems);
        GraphCheck.Check(graph, problems, isSynchronous: !signature.IsAsync);
        ExecutionPlan plan = PlanCompiler.PlanOf(graph);
        var inputs = new InputFactory(plan, options.Inputs, problems);
        object? writer = CreateInputs(inputs, signature);
        OutputReader? reader = new OutputFactory(plan, options.Outputs, problems).Create(
            signature.ResultType, Accessors.Of(signature.ResultType), signature.ResultElementNames);
        problems.ThrowIfAny();

        Type[] types = signature.ParameterTypes;
        Type inputType = types.Length switch { 0 => typeof(NoInput), 1 => types[0], _ => TupleShape.TypeOf(types) };
        var callers = (CallerFactory)ClosedTypes.Create(typeof(CallerFactory<,>), [inputType, signature.ResultType]);
        object caller = callers.Create(plan, inputs.BoundNames, writer!, reader!, signature, options);
        object invoker = ClosedTypes.Create(Invokers[types.Length], [.. types, signature.ReturnType], caller);
        return (TDelegate)Delegate.CreateDelegate(typeof(TDelegate), invoker, "Invoke");
    }

    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    private static object? CreateInputs(InputFactory inputs, DelegateSignature signature) => (signature.Parameters, signature.HasToken) switch
    {
        ([], false) => inputs.Bind([]) is [] ? new MemberInputs<NoInput>([]) : null,
        ([], true) => inputs.Bind([]) is [] ? new IgnoredInput<CancellationToken>() : null,
        ([var only], false) => inputs.Create(only.Type, Accessors.Of(only.Type), only.Name, signature.ElementNames[0]),
        ([var only], true) => inputs.CreateWithToken(only, signature.ElementNames[0]),
        (var several, var hasToken) => inputs.CreateParameters(several, hasToken),
    };
}
