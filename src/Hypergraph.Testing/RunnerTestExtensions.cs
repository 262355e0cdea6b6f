using Hypergraph.Testing.Runs;

namespace Hypergraph.Testing;

/// <summary>Runs a graph until an event. <see cref="RunnerTestInputExtensions"/> adds the shorter forms of the methods.</summary>
/// <remarks>
/// The run is stopped inside the event: running nodes finish, and no other starts. Nodes that started at the same time as the node of the event may
/// finish after it.
/// </remarks>
public static class RunnerTestExtensions
{
    /// <summary>Runs a graph until an event.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The values and events so far.</returns>
    /// <exception cref="EventAssertionException">The run ended or failed before the event. The inner exception is the failure.</exception>
    public static Task<RecordedRun> RunUntilAsync(
        this IGraphRunner runner, Graph graph, GraphInputs inputs, EventPattern until, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return StopAtEvent.RunAsync(until, options, used => runner.Start(graph, inputs, used, cancellationToken));
    }

    /// <summary>Runs a graph on a synchronous runner until an event.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="until">The pattern of the event, such as <c>"NodeEnd rows/convert"</c>.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The values and events so far.</returns>
    /// <exception cref="EventAssertionException">The run ended or failed before the event. The inner exception is the failure.</exception>
    public static RecordedRun RunUntil(
        this SyncRunner runner, Graph graph, GraphInputs inputs, EventPattern until, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return StopAtEvent.RunAsync(until, options, used => runner.Start(graph, inputs, used, cancellationToken)).GetAwaiter().GetResult();
    }
}
