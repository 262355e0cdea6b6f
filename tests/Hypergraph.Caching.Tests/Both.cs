namespace Hypergraph.Caching.Tests;

/// <summary>Makes calls on the named runner.</summary>
internal static class Both
{
    public static TheoryData<string> Runners => ["sync", "async"];

    public static async Task<RunResult> RunAsync(string runner, Graph graph, object values, EventProcessor? events = null, CancellationToken token = default)
    {
        var options = new RunOptions { ErrorHandling = ErrorHandling.Continue, EventProcessors = events is null ? [] : [events] };
        return runner == "async"
            ? await new AsyncRunner().RunAsync(graph, values, options, token)
            : new SyncRunner().Run(graph, values, options, token);
    }

    /// <summary>The events of nodes as text.</summary>
    public static string[] LinesOf(EventRecorder events) => EventText.Of(events.Events.OfType<NodeEvent>());
}
