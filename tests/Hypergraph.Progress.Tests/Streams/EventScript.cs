namespace Hypergraph.Progress.Tests;

/// <summary>Makes legal event streams by hand. Every event goes to <paramref name="sink"/> at once, stamped with the clock's time.</summary>
public sealed class EventScript(Action<Event> sink, TimeProvider clock)
{
    // One for all scripts, since several may feed one model.
    private static int _lastId;

    public RunScript Run(GraphOutline outline, string? workflowId = null) => Start(outline, null, isMap: false, workflowId);

    public RunScript Map(GraphOutline outline, int size, string? workflowId = null) => Start(outline, size, isMap: true, workflowId);

    /// <summary>A map over a stream: its size is unknown.</summary>
    public RunScript MapStream(GraphOutline outline) => Start(outline, null, isMap: true, workflowId: null);

    internal SpanId NewSpan() => SpanId.Parse(Interlocked.Increment(ref _lastId).ToString("x16"));

    internal RunId NewRun() => RunId.Parse(Interlocked.Increment(ref _lastId).ToString("x32"));

    internal void Emit(Event e) => sink(e);

    internal DateTimeOffset Now => clock.GetUtcNow();

    private RunScript Start(GraphOutline outline, int? mapSize, bool isMap, string? workflowId)
    {
        var run = new RunScript(this, parent: null, outline.Name, workflowId, itemIndex: null);
        run.Start(isMap, mapSize, outline);
        return run;
    }
}
