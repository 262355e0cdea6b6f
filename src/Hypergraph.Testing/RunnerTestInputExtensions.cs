using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Testing;

/// <summary>The shorter forms of the methods of <see cref="RunnerTestExtensions"/>: inputs as an object, or none.</summary>
public static class RunnerTestInputExtensions
{
    private const string Reflection = "The properties of the object are read by reflection. Supply name-value tuples or a dictionary.";

    /// <summary>Runs a graph with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind, until an event.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntilAsync(IGraphRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(Reflection)]
    public static Task<RecordedRun> RunUntilAsync(
        this IGraphRunner runner, Graph graph, object inputs, EventPattern until, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        runner.RunUntilAsync(graph, GraphInputs.From(inputs), until, options, cancellationToken);

    /// <summary>Runs a graph without inputs until an event.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntilAsync(IGraphRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    public static Task<RecordedRun> RunUntilAsync(this IGraphRunner runner, Graph graph, EventPattern until) =>
        runner.RunUntilAsync(graph, GraphInputs.Empty, until, options: null, CancellationToken.None);

    /// <summary>Runs a graph without inputs until an event, with options.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntilAsync(IGraphRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<RecordedRun> RunUntilAsync(this IGraphRunner runner, Graph graph, EventPattern until, RunOptions options, CancellationToken cancellationToken) =>
        runner.RunUntilAsync(graph, GraphInputs.Empty, until, options, cancellationToken);

    /// <summary>Runs a graph without inputs until an event, with options.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntilAsync(IGraphRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    public static Task<RecordedRun> RunUntilAsync(this IGraphRunner runner, Graph graph, EventPattern until, RunOptions options) =>
        runner.RunUntilAsync(graph, GraphInputs.Empty, until, options, CancellationToken.None);

    /// <summary>Runs a graph without inputs until an event, with a token.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntilAsync(IGraphRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static Task<RecordedRun> RunUntilAsync(this IGraphRunner runner, Graph graph, EventPattern until, CancellationToken cancellationToken) =>
        runner.RunUntilAsync(graph, GraphInputs.Empty, until, options: null, cancellationToken);

    /// <summary>Runs a graph on a synchronous runner with the properties of an object as inputs, such as <c>new { x = 5 }</c>, or with a tuple or a dictionary of any kind, until an event.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntil(SyncRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs: the public properties of an object, a dictionary, or a name-value tuple.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    [RequiresUnreferencedCode(Reflection)]
    public static RecordedRun RunUntil(
        this SyncRunner runner, Graph graph, object inputs, EventPattern until, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        runner.RunUntil(graph, GraphInputs.From(inputs), until, options, cancellationToken);

    /// <summary>Runs a graph on a synchronous runner without inputs until an event.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntil(SyncRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    public static RecordedRun RunUntil(this SyncRunner runner, Graph graph, EventPattern until) =>
        runner.RunUntil(graph, GraphInputs.Empty, until, options: null, CancellationToken.None);

    /// <summary>Runs a graph on a synchronous runner without inputs until an event, with options.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntil(SyncRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RecordedRun RunUntil(this SyncRunner runner, Graph graph, EventPattern until, RunOptions options, CancellationToken cancellationToken) =>
        runner.RunUntil(graph, GraphInputs.Empty, until, options, cancellationToken);

    /// <summary>Runs a graph on a synchronous runner without inputs until an event, with options.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntil(SyncRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    public static RecordedRun RunUntil(this SyncRunner runner, Graph graph, EventPattern until, RunOptions options) =>
        runner.RunUntil(graph, GraphInputs.Empty, until, options, CancellationToken.None);

    /// <summary>Runs a graph on a synchronous runner without inputs until an event, with a token.</summary>
    /// <inheritdoc cref="RunnerTestExtensions.RunUntil(SyncRunner, Graph, GraphInputs, EventPattern, RunOptions, CancellationToken)"/>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public static RecordedRun RunUntil(this SyncRunner runner, Graph graph, EventPattern until, CancellationToken cancellationToken) =>
        runner.RunUntil(graph, GraphInputs.Empty, until, options: null, cancellationToken);
}
