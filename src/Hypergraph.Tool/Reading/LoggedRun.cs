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

    /// <summary>The name of the graph.</summary>
    public string Name => root.Start.GraphName ?? "graph";

    /// <summary>The status of the run; null if the log ends before it.</summary>
    public RunStatus? Status => (root.End as RunEndEvent)?.Status;

    /// <summary>Adds a span that began.</summary>
    public void Add(LoggedSpan span) => _spans.Add(span);

    /// <summary>Notes a request to stop.</summary>
    public void Add(StopRequestedEvent stop) => Stop ??= stop;
}
