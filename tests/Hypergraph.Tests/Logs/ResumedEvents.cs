namespace Hypergraph.Tests.Logs;

/// <summary>
/// The events of a map of three pages that continues from a store: of the first page everything is restored, of the second the failure, the third runs. A write to
/// the store fails in between.
/// </summary>
internal sealed class ResumedEvents
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly GraphOutline Outline = new()
    {
        Name = "pages",
        Nodes = [new NodeOutline { Name = "read", Kind = NodeKind.Function }, new NodeOutline { Name = "count", Kind = NodeKind.Function }],
    };

    private readonly List<Event> _events = [];
    private RunStartEvent _run = null!;
    private ulong _lastId;
    private DateTimeOffset _now = Start;

    private ResumedEvents()
    {
    }

    /// <summary>Creates the events.</summary>
    public static IReadOnlyList<Event> Create()
    {
        var resumed = new ResumedEvents();
        resumed.Play();
        return resumed._events;
    }

    private void Play()
    {
        RunStartEvent map = BeginRun(parent: null, item: null);
        _events.Add(new RunResumedEvent { RunId = map.RunId, SpanId = map.SpanId, Timestamp = _now, GraphName = "pages", RestoredNodes = 3 });
        BeginRun(map, item: 0);
        RunNode("read", milliseconds: 1, isRestored: true);
        RunNode("count", milliseconds: 1, isRestored: true);
        EndRun(RunStatus.Completed);

        BeginRun(map, item: 1);
        RunNode("read", milliseconds: 1, isRestored: true, error: "no such page");
        EndRun(RunStatus.Failed);

        BeginRun(map, item: 2);
        RunNode("read", milliseconds: 40);
        _events.Add(new RunStoreErrorEvent
        {
            RunId = map.RunId,
            SpanId = map.SpanId,
            Timestamp = _now,
            GraphName = "pages",
            Error = new IOException("disk full"),
            ErrorType = "System.IO.IOException",
            ErrorMessage = "disk full",
        });
        RunNode("count", milliseconds: 60);
        EndRun(RunStatus.Completed);

        _run = map;
        EndRun(RunStatus.Partial, failures: 1);
    }

    private RunStartEvent BeginRun(RunStartEvent? parent, int? item)
    {
        _run = new RunStartEvent
        {
            RunId = RunId.Parse((++_lastId).ToString("x32")),
            SpanId = NextSpan(),
            ParentSpanId = parent?.SpanId,
            Timestamp = _now,
            GraphName = "pages",
            ItemIndex = item,
            Path = item is null ? null : $"[{item}]",
            IsMap = parent is null,
            MapSize = parent is null ? 3 : null,
            Outline = parent is null ? Outline : null,
        };
        _events.Add(_run);
        return _run;
    }

    private void EndRun(RunStatus status, int failures = 0) => _events.Add(new RunEndEvent
    {
        RunId = _run.RunId,
        SpanId = _run.SpanId,
        ParentSpanId = _run.ParentSpanId,
        Timestamp = _now,
        GraphName = "pages",
        ItemIndex = _run.ItemIndex,
        Path = _run.Path,
        Status = status,
        Duration = _now - _run.Timestamp,
        FailureCount = status == RunStatus.Failed ? 1 : failures,
        ErrorType = status == RunStatus.Failed ? "System.IO.IOException" : null,
        ErrorMessage = status == RunStatus.Failed ? "no such page" : null,
    });

    private void RunNode(string name, int milliseconds, bool isRestored = false, string? error = null)
    {
        var start = new NodeStartEvent
        {
            RunId = _run.RunId,
            SpanId = NextSpan(),
            ParentSpanId = _run.SpanId,
            Timestamp = _now,
            GraphName = "pages",
            ItemIndex = _run.ItemIndex,
            NodeName = name,
            Path = $"{_run.Path}/{name}",
        };
        _events.Add(start);
        _now += TimeSpan.FromMilliseconds(milliseconds);
        _events.Add(error is null ? EndOf(start, isRestored) : FailureOf(start, isRestored, error));
    }

    private NodeEndEvent EndOf(NodeStartEvent start, bool isRestored) => new()
    {
        RunId = start.RunId,
        SpanId = start.SpanId,
        ParentSpanId = start.ParentSpanId,
        Timestamp = _now,
        GraphName = start.GraphName,
        ItemIndex = start.ItemIndex,
        NodeName = start.NodeName,
        Path = start.Path,
        Duration = _now - start.Timestamp,
        IsRestored = isRestored,
    };

    private NodeErrorEvent FailureOf(NodeStartEvent start, bool isRestored, string error) => new()
    {
        RunId = start.RunId,
        SpanId = start.SpanId,
        ParentSpanId = start.ParentSpanId,
        Timestamp = _now,
        GraphName = start.GraphName,
        ItemIndex = start.ItemIndex,
        NodeName = start.NodeName,
        Path = start.Path,
        ErrorType = "System.IO.IOException",
        ErrorMessage = error,
        Duration = _now - start.Timestamp,
        IsRestored = isRestored,
    };

    private SpanId NextSpan() => SpanId.Parse((++_lastId).ToString("x16"));
}
