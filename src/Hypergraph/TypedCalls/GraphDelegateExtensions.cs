using System.Diagnostics.CodeAnalysis;
using Hypergraph.TypedCalls.Binding;
using Hypergraph.TypedCalls.Delegates;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Hypergraph;

/// <summary>Graphs as delegates, and with types for all their inputs and outputs.</summary>
public static class GraphDelegateExtensions
{
    /// <summary>Creates a delegate that calls the graph: <c>Func&lt;int, int&gt; price = graph.Compile&lt;Func&lt;int, int&gt;&gt;()</c>.</summary>
    /// <typeparam name="TDelegate">
    /// The type of the delegate. Its parameters, or the properties or elements of its only parameter, are the inputs; it returns an output, a tuple or a record of outputs, or
    /// a task of them. Its last parameter may be a <see cref="CancellationToken"/>.
    /// </typeparam>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The names of the inputs in the order of the parameters. None where the delegate type has them, or where the types of the parameters leave no choice.</param>
    /// <returns>The delegate. Safe from any thread, also from nodes of the graph itself.</returns>
    /// <exception cref="GraphConfigurationException">The graph cannot be called in this way; the message has everything that is wrong.</exception>
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static TDelegate Compile<TDelegate>(this Graph graph, params string[] inputs)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Compile<TDelegate>(graph, new CompileOptions { Inputs = inputs });
    }

    /// <summary>Creates a delegate that calls the graph, with options.</summary>
    /// <inheritdoc cref="Compile{TDelegate}(Graph, string[])"/>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Names of inputs and outputs, the runner, and the options of each call.</param>
    [RequiresDynamicCode(ClosedTypes.DynamicCode)]
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static TDelegate Compile<TDelegate>(this Graph graph, CompileOptions options)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfNullName(options.Inputs, nameof(options));
        ThrowIfNullName(options.Outputs, nameof(options));
        return DelegateFactory.Create<TDelegate>(graph, options);
    }

    /// <summary>Checks the graph for a type of its inputs and one of its outputs, so that runners accept values of these types.</summary>
    /// <typeparam name="TInput">An input; a tuple of inputs; or a type with a property for each input. <see cref="ValueTuple"/> for none.</typeparam>
    /// <typeparam name="TOutput">An output; a tuple of outputs; or a type with an output for each parameter of its constructor.</typeparam>
    /// <param name="graph">The graph.</param>
    /// <exception cref="GraphConfigurationException">The graph cannot be called in this way; the message has everything that is wrong.</exception>
    public static TypedGraph<TInput, TOutput> Typed<
        [DynamicallyAccessedMembers(PublicProperties)] TInput, [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] TOutput>(this Graph graph) =>
        Typed<TInput, TOutput>(graph, new TypedGraphOptions());

    /// <summary>Checks the graph for a type of its inputs and one of its outputs, so that runners accept values of these types.</summary>
    /// <inheritdoc cref="Typed{TInput, TOutput}(Graph)"/>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Names of inputs and outputs.</param>
    public static TypedGraph<TInput, TOutput> Typed<
        [DynamicallyAccessedMembers(PublicProperties)] TInput, [DynamicallyAccessedMembers(PublicConstructors | PublicProperties)] TOutput>(this Graph graph, TypedGraphOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfNullName(options.Inputs, nameof(options));
        ThrowIfNullName(options.Outputs, nameof(options));
        return new TypedGraph<TInput, TOutput>(graph, options);
    }

    private static void ThrowIfNullName(IReadOnlyList<string> names, string parameter)
    {
        ArgumentNullException.ThrowIfNull(names, parameter);
        if (names.Contains(null!))
        {
            throw new ArgumentException("A name of an input or output is null.", parameter);
        }
    }
}
