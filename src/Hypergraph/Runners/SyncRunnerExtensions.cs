using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// The shorter forms of the methods of <see cref="SyncRunner"/>: inputs as an object, as name-value tuples, or none.
/// </summary>
/// <remarks>
/// An object as inputs is read by reflection: in a trimmed application, pass name-value tuples or a dictionary. Options or a token alone run a graph
/// without inputs.
/// </remarks>
public static class SyncRunnerExtensions
{
    /// <summary>Runs a graph with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="SyncRunner.Run(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static RunResult Run(
        this SyncRunner runner, Graph graph, object inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Run(graph, GraphInputs.From(inputs), options, cancellationToken);
    }

    /// <summary>Runs a graph with name-value tuples as inputs: <c>Run(graph, ("x", 5), ("y", 6))</c>.</summary>
    /// <inheritdoc cref="SyncRunner.Run(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs.</param>
    public static RunResult Run(this SyncRunner runner, Graph graph, params (string Name, object? Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Run(graph, inputs, options: null, CancellationToken.None);
    }

    /// <summary>Runs a graph without inputs, with options.</summary>
    /// <inheritdoc cref="SyncRunner.Run(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunResult Run(this SyncRunner runner, Graph graph, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Run(graph, GraphInputs.Empty, options, cancellationToken);
    }

    /// <summary>Runs a graph without inputs, with options.</summary>
    /// <inheritdoc cref="SyncRunner.Run(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    public static RunResult Run(this SyncRunner runner, Graph graph, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Run(graph, GraphInputs.Empty, options, CancellationToken.None);
    }

    /// <summary>Runs a graph without inputs, with a token.</summary>
    /// <inheritdoc cref="SyncRunner.Run(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunResult Run(this SyncRunner runner, Graph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Run(graph, GraphInputs.Empty, options: null, cancellationToken);
    }

    /// <summary>Maps with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="SyncRunner.Map(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static MapResult Map(
        this SyncRunner runner, Graph graph, object inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Map(graph, GraphInputs.From(inputs), over, options, cancellationToken);
    }

    /// <summary>Starts a run with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="SyncRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static RunHandle<RunResult> Start(
        this SyncRunner runner, Graph graph, object inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.From(inputs), options, cancellationToken);
    }

    /// <summary>Starts a run with name-value tuples as inputs: <c>Start(graph, ("x", 5), ("y", 6))</c>.</summary>
    /// <inheritdoc cref="SyncRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs.</param>
    public static RunHandle<RunResult> Start(this SyncRunner runner, Graph graph, params (string Name, object? Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, inputs, options: null, CancellationToken.None);
    }

    /// <summary>Starts a run without inputs, with options.</summary>
    /// <inheritdoc cref="SyncRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunHandle<RunResult> Start(this SyncRunner runner, Graph graph, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.Empty, options, cancellationToken);
    }

    /// <summary>Starts a run without inputs, with options.</summary>
    /// <inheritdoc cref="SyncRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    public static RunHandle<RunResult> Start(this SyncRunner runner, Graph graph, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.Empty, options, CancellationToken.None);
    }

    /// <summary>Starts a run without inputs, with a token.</summary>
    /// <inheritdoc cref="SyncRunner.Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RunHandle<RunResult> Start(this SyncRunner runner, Graph graph, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Start(graph, GraphInputs.Empty, options: null, cancellationToken);
    }

    /// <summary>Starts a map with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind.</summary>
    /// <inheritdoc cref="SyncRunner.StartMap(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(GraphInputs.ReflectionMessage)]
    public static RunHandle<MapResult> StartMap(
        this SyncRunner runner, Graph graph, object inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.StartMap(graph, GraphInputs.From(inputs), over, options, cancellationToken);
    }
}
