using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Naming;
using Hypergraph.Planning;
using Hypergraph.Planning.Compilation;
using Hypergraph.TypedCalls.Binding;
using Hypergraph.TypedCalls.Calls;
using Hypergraph.TypedCalls.Inputs;
using Hypergraph.TypedCalls.Outputs;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph;

/// <summary>
/// A graph with a type for all its inputs and one for its outputs, checked once. Runners accept it: <c>runner.Run(typed, input)</c>. <see cref="GraphDelegateExtensions"/>
/// creates it. Immutable, and safe from any thread.
/// </summary>
/// <typeparam name="TInput">An input; a tuple of inputs; or a type with a property for each input. <see cref="ValueTuple"/> for none.</typeparam>
/// <typeparam name="TOutput">An output; a tuple of outputs; or a type with an output for each parameter of its constructor.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TypedGraph<[DynamicallyAccessedMembers(PublicProperties)] TInput, [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] TOutput>
{
    internal TypedGraph(Graph graph, TypedGraphOptions options)
    {
        Graph = graph;
        var problems = new Problems(graph, $"{TypeNames.Of(typeof(TInput))} to {TypeNames.Of(typeof(TOutput))}");
        GraphCheck.Check(graph, problems, isSynchronous: false);
        ExecutionPlan plan = PlanCompiler.PlanOf(graph);
        var inputs = new InputFactory(plan, options.Inputs, problems);
        object? writer = inputs.Create(typeof(TInput), new Accessors<TInput>(), name: null, elementNames: null);
        OutputReader? reader = new OutputFactory(plan, options.Outputs, problems).Create(typeof(TOutput), new Accessors<TOutput>(), elementNames: null);
        problems.ThrowIfAny();
        Call = new TypedCall<TInput, TOutput>(plan, inputs.BoundNames, (InputWriter<TInput>)writer!, (OutputReader<TOutput>)reader!);
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    internal TypedCall<TInput, TOutput> Call { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Graph}, {TypeNames.Of(typeof(TInput))} to {TypeNames.Of(typeof(TOutput))}";
}
