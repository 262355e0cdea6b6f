namespace Hypergraph.Tool.Reading;

/// <summary>A root run of a log.</summary>
/// <param name="number">Its number in the log, counted from 1.</param>
/// <param name="root">Its span.</param>
internal sealed class LoggedRun(int number, LoggedSpan root)
{
    private readonly List<LoggedSpan> _spans = [root];

    /// <summary>Its number in the log, counted from 1.</summary>
    public int Number => number;

    /// <summary>Its span.</summary>
    public LoggedSpan Root => root;

    /// <summary>All spans, in the order of their starts.</summary>
    public IReadOnlyList<LoggedSpan> Spans => _spans;

    /// <summary>The executions of nodes, in the order of their starts.</summary>
    public IEnumerable<LoggedSpan> Executions => _spans.Where(span => span.Node is not null);

    /// <summary>The graph as the first event has it; null if it has none.</summary>
    public GraphOutline? Outline => (root.Start as RunStartEvent)?.Outline;

    /// <summary>The first request to stop; null if there was none.</summary>
    public StopRequestedEvent? Stop { get; private set; }

    /// <summary>The number of executions that the store of the run had; null if the run was not resumed from one.</summary>
    public int? RestoredNodes { get; private set; }

    /// <summary>The first failure of a write to the store of the run; null if there was none.</summary>
    public RunStoreErrorEvent? StoreError { get; private set; }

    /// <summary>The name of the graph.</summary>
    public string Name => root.Start.GraphName ?? "graph";

    /// <summary>The status of the run; null if the log ends before it.</summary>
    public RunStatus? Status => (root.End as RunEndEvent)?.Status;

    /// <summary>Adds a span that began.</summary>
    public void Add(LoggedSpan span) => _spans.Add(span);

    /// <summary>Notes a request to stop.</summary>
    public void Add(StopRequestedEvent stop) => Stop ??= stop;

    /// <summary>Notes that a store has the run.</summary>
    public void Add(RunResumedEvent resumed) => RestoredNodes ??= resumed.RestoredNodes;

    /// <summary>Notes a failure of a write to the store.</summary>
    public void Add(RunStoreErrorEvent error) => StoreError ??= error;
}
