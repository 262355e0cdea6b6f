namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>One top-level run with its counters.</summary>
internal sealed class RunTree(RunStartEvent start, GraphCounters root, RunClock clock)
{
    private readonly List<ProgressFailure> _failures = [];

    public RunId RunId { get; } = start.RunId;

    public string? GraphName { get; } = start.GraphName;

    public string? WorkflowId { get; } = start.WorkflowId;

    public GraphOutline? Outline { get; } = start.Outline;

    public bool IsMap { get; } = start.IsMap;

    public int? MapSize { get; } = start.MapSize;

    public DateTimeOffset StartedAt { get; } = start.Timestamp;

    public GraphCounters Root { get; } = root;

    /// <summary>The number of runs of the model that began before it.</summary>
    public long Number { get; set; }

    /// <summary>Its position in <see cref="RunTrees"/>.</summary>
    public LinkedListNode<RunTree>? Position { get; set; }

    /// <summary>Whether it has changed since the changed runs were collected.</summary>
    public bool IsChanged { get; set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The current time, on the timeline of the run's events.</summary>
    public DateTimeOffset Now => clock.Now;

    public RunStatus? Status { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? ErrorType { get; private set; }

    public string? PausedAt { get; set; }

    public bool IsStopRequested { get; set; }

    public long FailureCount { get; private set; }

    /// <summary>The number of open spans below the run's own.</summary>
    public int OpenSpanCount { get; set; }

    /// <summary>The maps that have begun, each after its enclosing map.</summary>
    public List<GraphCounters> Maps { get; } = [];

    public IReadOnlyList<ProgressFailure> Failures => _failures;

    /// <summary>Counts a failure, and keeps its message if it is among the first ones.</summary>
    public void AddFailure(NodeErrorEvent e, NodeCounters node, OpenSpan run, int maxFailures)
    {
        FailureCount++;
        if (_failures.Count >= maxFailures && node.FirstFailure is not null)
        {
            return;
        }

        (List<int> items, List<string?> labels) = GetItemPath(run);
        var failure = new ProgressFailure
        {
            Path = node.Path,
            Items = items,
            ItemLabels = labels,
            ErrorType = e.ErrorType,
            Message = e.ErrorMessage,
            Timestamp = e.Timestamp,
        };
        node.FirstFailure ??= failure;
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

    /// <summary>
    /// Returns the indexes and labels of the items that contain a run, from the outermost inwards; no labels if no item has one.
    /// </summary>
    private static (List<int> Items, List<string?> Labels) GetItemPath(OpenSpan run)
    {
        List<int> items = [];
        List<string?> labels = [];
        for (OpenSpan? enclosing = run; enclosing is not null; enclosing = enclosing.Parent)
        {
            if (enclosing is { Kind: SpanKind.Run, Parent.Kind: SpanKind.Map, ItemIndex: int index })
            {
                items.Add(index);
                labels.Add(enclosing.ItemLabel);
            }
        }

        items.Reverse();
        labels.Reverse();
        return (items, labels.TrueForAll(label => label is null) ? [] : labels);
    }
}
