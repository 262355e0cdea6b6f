namespace Hypergraph.Progress;

/// <summary>One top-level run: its places and what has happened to it.</summary>
internal sealed class RunTree(RunStartEvent start, GraphCounters root, RunClock clock)
{
    private readonly List<ProgressFailure> _failures = [];

    public RunId RunId { get; } = start.RunId;

    public string? GraphName { get; } = start.GraphName;

    public string? WorkflowId { get; } = start.WorkflowId;

    public bool IsMap { get; } = start.IsMap;

    public int? MapSize { get; } = start.MapSize;

    public DateTimeOffset StartedAt { get; } = start.Timestamp;

    public GraphCounters Root { get; } = root;

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The moment, on the timeline of the run's events.</summary>
    public DateTimeOffset Now => clock.Now;

    public RunStatus? Status { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? ErrorType { get; private set; }

    public string? PausedAt { get; set; }

    public bool IsStopRequested { get; set; }

    public long FailureCount { get; private set; }

    /// <summary>Spans below the run's own that are open.</summary>
    public int OpenSpanCount { get; set; }

    /// <summary>The maps that have begun, each after the map around it.</summary>
    public List<GraphCounters> Maps { get; } = [];

    /// <summary>What a display that follows the run has chosen to show of it.</summary>
    public RowSelectionCache SelectionCache { get; } = new();

    public IReadOnlyList<ProgressFailure> Failures => _failures;

    /// <summary>Counts a failure, and keeps its message if it is among the first.</summary>
    public void AddFailure(NodeErrorEvent e, NodeCounters place, OpenSpan run, int maxFailures)
    {
        FailureCount++;
        if (_failures.Count >= maxFailures && place.FirstFailure is not null)
        {
            return;
        }

        (List<int> items, List<string?> labels) = GetItemPath(run);
        var failure = new ProgressFailure
        {
            Path = place.Path,
            Items = items,
            ItemLabels = labels,
            ErrorType = e.ErrorType,
            Message = e.ErrorMessage,
            Timestamp = e.Timestamp,
        };
        place.FirstFailure ??= failure;
        if (_failures.Count < maxFailures)
        {
            _failures.Add(failure);
        }
    }

    public void End(RunEndEvent e)
    {
        Status = e.Status;
        EndedAt = e.Timestamp;
        ErrorMessage = e.ErrorMessage ?? e.Error?.Message;
        ErrorType = e.ErrorType ?? e.Error?.GetType().FullName;
    }

    /// <summary>The items around a run from the outermost inwards, and their labels; no labels if none has one.</summary>
    private static (List<int> Items, List<string?> Labels) GetItemPath(OpenSpan run)
    {
        List<int> items = [];
        List<string?> labels = [];
        for (OpenSpan? around = run; around is not null; around = around.Parent)
        {
            if (around is { Kind: SpanKind.Run, Parent.Kind: SpanKind.Map, ItemIndex: int index })
            {
                items.Add(index);
                labels.Add(around.ItemLabel);
            }
        }

        items.Reverse();
        labels.Reverse();
        return (items, labels.TrueForAll(label => label is null) ? [] : labels);
    }
}
