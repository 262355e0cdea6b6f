namespace Hypergraph.Orleans;

/// <summary>
/// What an attempt at an item has to tell, until a report takes it. A failure is told together with the end of the run in
/// which it happened, and the end of the item together with its result: were the silo lost between the two, the next
/// attempt might end otherwise than was told. Safe from any thread.
/// </summary>
internal sealed class ItemOutbox(EventWriter? writer, Action notify) : EventProcessor
{
    private readonly Lock _gate = new();
    private readonly HashSet<SpanId> _failedRuns = [];
    private List<WireEvent> _ready = [];
    private List<WireEvent> _heldBack = [];
    private RunEndEvent? _end;
    private WireResult? _result;

    public bool WritesValues { get; init; }

    /// <summary>How often the item was lost before.</summary>
    public int Losses { get; init; }

    public override bool WantsValues => WritesValues;

    public override void OnEvent(Event e)
    {
        lock (_gate)
        {
            if (e is RunEndEvent { ParentSpanId: null } end)
            {
                _end = end;
                return;
            }

            _heldBack.Add(writer!.Write(e));
            Note(e);
            if (_failedRuns.Count > 0)
            {
                return;
            }

            Release();
        }

        notify();
    }

    /// <summary>Ends the attempt with its result.</summary>
    public void End(WireResult result)
    {
        lock (_gate)
        {
            if (_end is { } end)
            {
                // The result may be worse than the run: what it gave may not be able to travel.
                _heldBack.Add(writer!.Write(end with
                {
                    Status = result.Status,
                    ErrorType = result.Error?.Types[0] ?? end.ErrorType,
                    ErrorMessage = result.Error?.Message ?? end.ErrorMessage,
                }));
            }

            Release();
            _result = result;
        }

        notify();
    }

    /// <summary>What there is to tell, once, as far as it fits in a message; null if there is nothing.</summary>
    public LogEntry? Take(ItemAttempt attempt)
    {
        lock (_gate)
        {
            if (_ready.Count == 0 && _result is null)
            {
                return null;
            }

            WireEvent[] events = WireBatches.Split(_ready, int.MaxValue, e => e.Bytes).FirstOrDefault() ?? [];
            bool isAll = events.Length == _ready.Count;
            _ready.RemoveRange(0, events.Length);
            var entry = new LogEntry { Item = attempt.Item, Attempt = attempt.Attempt, Losses = Losses, Events = events, Result = isAll ? _result : null };
            _result = isAll ? null : _result;
            return entry;
        }
    }

    private void Note(Event e)
    {
        if (e is NodeErrorEvent { ParentSpanId: { } run })
        {
            _failedRuns.Add(run);
        }
        else if (e is RunEndEvent)
        {
            _failedRuns.Remove(e.SpanId);
        }
    }

    private void Release()
    {
        if (_ready.Count == 0)
        {
            (_ready, _heldBack) = (_heldBack, _ready);
            return;
        }

        _ready.AddRange(_heldBack);
        _heldBack.Clear();
    }
}
