using Hypergraph.Hosting;

namespace Hypergraph.Tool.Reading;

/// <summary>A run, a map, an item of a map, or an execution of a node in a log.</summary>
/// <param name="start">Its first event.</param>
/// <param name="parent">The span around it; null for a root run.</param>
internal sealed class LoggedSpan(Event start, LoggedSpan? parent)
{
    private List<LoggedSpan>? _children;
    private List<NodeEvent>? _notes;
    private Dictionary<string, int>? _executions;

    /// <summary>Its first event: a <see cref="RunStartEvent"/> or a <see cref="NodeStartEvent"/>.</summary>
    public Event Start => start;

    /// <summary>The span around it; null for a root run.</summary>
    public LoggedSpan? Parent => parent;

    /// <summary>Its last event; null if the log ends before it.</summary>
    public Event? End { get; set; }

    /// <summary>The spans in it, in the order of their starts.</summary>
    public IReadOnlyList<LoggedSpan> Children => _children ?? [];

    /// <summary>What happened between start and end: attempts, decisions, cache hits.</summary>
    public IReadOnlyList<NodeEvent> Notes => _notes ?? [];

    /// <summary>The name of the node; null for a run.</summary>
    public string? Node => (start as NodeStartEvent)?.NodeName;

    /// <summary>
    /// The path of the node, or of the node around a run, without items; null outside nodes. A backslash precedes the characters of a name that structure a path,
    /// as in <see cref="Event.Path"/>, so that different nodes have different paths.
    /// </summary>
    public string? NodePath { get; } = start is NodeStartEvent node ? EventPaths.ForNode(parent?.NodePath, node.NodeName) : parent?.NodePath;

    /// <summary>The number of earlier executions of the node in the same run.</summary>
    public int Iteration { get; private set; }

    /// <summary>Whether the node ran more than once in the same run.</summary>
    public bool IsRepeated => parent is not null && Node is { } node && parent._executions?.GetValueOrDefault(node) > 1;

    /// <summary>Its place among the spans in its parent.</summary>
    public int Index { get; private set; }

    /// <summary>How it ended; null if the log ends before it.</summary>
    public Ending? Ending => End switch
    {
        null => null,
        NodeErrorEvent or RunEndEvent { Status: RunStatus.Failed } => Reading.Ending.Failed,
        InterruptEvent or RunEndEvent { Status: RunStatus.Paused } => Reading.Ending.Paused,
        NodeEndEvent { IsStopped: true } or RunEndEvent { Status: RunStatus.Stopped } => Reading.Ending.Stopped,
        NodeEndEvent { IsRestored: true } => Reading.Ending.Restored,
        NodeEndEvent { IsCached: true } => Reading.Ending.Cached,
        RunEndEvent { Status: RunStatus.Partial } => Reading.Ending.Partial,
        _ => Reading.Ending.Done,
    };

    /// <summary>Whether the outputs, or the failure, of the node came from the store of the run.</summary>
    public bool IsRestored => End is NodeEndEvent { IsRestored: true } or NodeErrorEvent { IsRestored: true };

    /// <summary>Whether all that ran in it was restored, so that its time is that of a restoration.</summary>
    public bool HasOnlyRestored => IsRestored || (End is NodeEndEvent or RunEndEvent && Children.Count > 0 && Children.All(child => child.HasOnlyRestored));

    /// <summary>The time that it took; null if it has not ended.</summary>
    public TimeSpan? Duration => End switch
    {
        NodeEndEvent end => end.Duration,
        NodeErrorEvent error => error.Duration,
        RunEndEvent end => end.Duration,
        { } end => end.Timestamp - start.Timestamp,
        null => null,
    };

    /// <summary>The number of attempts after the first.</summary>
    public int Retries => Math.Max(0, Notes.Count(note => note is NodeAttemptStartEvent) - 1);

    /// <summary>The decisions of a gate.</summary>
    public IEnumerable<RouteDecisionEvent> Decisions => Notes.OfType<RouteDecisionEvent>();

    /// <summary>Adds a span in this one.</summary>
    public void Add(LoggedSpan child)
    {
        child.Index = Children.Count;
        (_children ??= []).Add(child);
        if (child.Node is { } node)
        {
            child.Iteration = (_executions ??= []).GetValueOrDefault(node);
            _executions[node] = child.Iteration + 1;
        }
    }

    /// <summary>Adds an event between start and end.</summary>
    public void Add(NodeEvent note) => (_notes ??= []).Add(note);
}
