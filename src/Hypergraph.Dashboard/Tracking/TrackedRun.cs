using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Tracking;

/// <summary>What the dashboard keeps of a root run. Guarded by the lock of <see cref="RunTracker"/>, except its rows.</summary>
/// <param name="start">Its first event.</param>
/// <param name="source">Where its events come from.</param>
/// <param name="events">Keeps its latest events.</param>
/// <param name="timeProvider">The clock of its rows.</param>
internal sealed class TrackedRun(RunStartEvent start, RunSource source, EventWindow events, TimeProvider timeProvider)
{
    /// <summary>The executions of nodes on the timeline that are outside maps; further ones are only counted.</summary>
    private const int MaxExecutions = 10_000;

    /// <summary>The executions of nodes on the timeline that are in items of maps.</summary>
    private const int MaxItemExecutions = 2_000;

    private readonly ProgressModel _model = new(new ProgressModelOptions { TimeProvider = timeProvider });
    private int _executions;
    private int _itemExecutions;
    private ProgressRun? _final;

    /// <summary>The event that came last. It is kept while the run runs, only to see whether it comes again.</summary>
    private Event? _last;

    /// <summary>Its first event.</summary>
    public RunStartEvent Start => start;

    /// <summary>The name of the log that it comes from; null for a run of this process.</summary>
    public string? Origin => source.Origin;

    /// <summary>Where its events come from.</summary>
    public RunSource Source => source;

    /// <summary>When its last event happened.</summary>
    public DateTimeOffset LastEvent { get; private set; } = start.Timestamp;

    /// <summary>Its last event; null while it runs.</summary>
    public RunEndEvent? End { get; private set; }

    /// <summary>Whether it continues a run that its store had.</summary>
    public bool IsResumed { get; set; }

    /// <summary>The number of changes: a viewer whose number is the same has seen all.</summary>
    public long Version { get; private set; }

    /// <summary>The graph, with what has happened at its nodes.</summary>
    public Place Root { get; } = new(path: null);

    /// <summary>The latest events.</summary>
    public EventWindow Events => events;

    /// <summary>The failures by their causes.</summary>
    public FailureGroups Failures { get; } = new();

    /// <summary>The number of open questions.</summary>
    public int Questions { get; set; }

    /// <summary>The number of executions that are not on the timeline.</summary>
    public long OmittedExecutions { get; private set; }

    /// <summary>Whether an event counts: it comes from the source of the run, and not for a second time in succession.</summary>
    public bool Accepts(in ReceivedEvent received)
    {
        if (received.Source != source || ReferenceEquals(received.Event, _last))
        {
            return false;
        }

        _last = received.Event;
        return true;
    }

    /// <summary>Counts an event in the rows, and keeps it.</summary>
    public void Add(in ReceivedEvent received)
    {
        _model.Apply(received.Kept);
        events.Add(received.Kept, received.Values);
        LastEvent = received.Kept.Timestamp;
        Version++;
    }

    /// <summary>Ends the run. Its rows stay as they are.</summary>
    public void Finish(RunEndEvent e)
    {
        End = e;
        _last = null;
        _final = _model.Snapshot().Runs[0];
        _model.Remove(start.RunId);
        Version++;
    }

    /// <summary>Returns the current rows. Any thread may call it.</summary>
    public ProgressRun Rows() => _final ?? (_model.Snapshot().Runs is [var run, ..] ? run : _final!);

    /// <summary>The time of an event, in milliseconds since the start of the run.</summary>
    public double TimeOf(Event e) => (e.Timestamp - start.Timestamp).TotalMilliseconds;

    /// <summary>Puts an execution that begins on the timeline, if there is a place left.</summary>
    /// <returns>Its index in <see cref="Place.Executions"/>; -1 if it is only counted.</returns>
    public int Begin(Place place, NodeStartEvent e, double time)
    {
        bool isInItem = e.ItemIndex is not null;
        if (isInItem ? _itemExecutions == MaxItemExecutions : _executions == MaxExecutions)
        {
            OmittedExecutions++;
            return -1;
        }

        _ = isInItem ? _itemExecutions++ : _executions++;
        place.Executions.Add(new Execution(isInItem ? e.ItemPath.ToString() : null, time, End: null, ExecutionState.Running));
        return place.Executions.Count - 1;
    }
}
