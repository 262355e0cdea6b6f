namespace Hypergraph.Orleans;

/// <summary>
/// What an attempt at an item has to tell, until a report takes it. A failure is told together with the end of the run in
/// which it happened, and the end of the item together with its result: were the silo lost between the two, the next
/// attempt might end otherwise than was told. Safe from any thread.
/// </summary>
internal sealed class ItemOutbox(ItemAttempt attempt, EventWriter? writer, Action<ItemOutbox> notify) : EventProcessor
{
    private readonly Lock _lock = new();
    private readonly HashSet<SpanId> _failedRuns = [];
    private List<WireEvent> _ready = [];
    private List<WireEvent> _deferred = [];
    private RunEndEvent? _end;
    private WireResult? _result;

    private bool _isNoted;

    public ItemAttempt Attempt => attempt;

    /// <summary>The run under way; null before and after it.</summary>
    public RunHandle<RunResult>? Run { get; set; }

    public bool WritesValues { get; init; }

    /// <summary>How often the item was lost before.</summary>
    public int SiloFailures { get; init; }

    public override bool WantsValues => WritesValues;

    public override void OnEvent(Event e)
    {
        lock (_lock)
        {
            if (e is RunEndEvent { ParentSpanId: null } end)
            {
                _end = end;
                return;
            }

            _deferred.Add(writer!.Write(e));
            TrackFailedRuns(e);
            if (_failedRuns.Count > 0)
            {
                return;
            }

            ReleaseDeferred();
            if (!TryNote())
            {
                return;
            }
        }

        notify(this);
    }

    /// <summary>Ends the attempt with its result.</summary>
    public void End(WireResult result)
    {
        lock (_lock)
        {
            if (_end is { } end)
            {
                // The result may be worse than the run: what it gave may not be able to travel.
                _deferred.Add(writer!.Write(end with
                {
                    Status = result.Status,
                    ErrorType = result.Error?.Types[0] ?? end.ErrorType,
                    ErrorMessage = result.Error?.Message ?? end.ErrorMessage,
                }));
            }

            ReleaseDeferred();
            _result = result;
            if (!TryNote())
            {
                return;
            }
        }

        notify(this);
    }

    /// <summary>What there is to tell, once, as far as it fits in a message; null if there is nothing. More is notified of again.</summary>
    public LogEntry? Dequeue()
    {
        lock (_lock)
        {
            _isNoted = false;
            if (_ready.Count == 0 && _result is null)
            {
                return null;
            }

            WireEvent[] events = WireBatches.Split(_ready, int.MaxValue, e => e.Bytes).FirstOrDefault() ?? [];
            bool isAll = events.Length == _ready.Count;
            _isNoted = !isAll;
            _ready.RemoveRange(0, events.Length);
            var entry = new LogEntry { Item = attempt.Item, Attempt = attempt.Attempt, SiloFailures = SiloFailures, Events = events, Result = isAll ? _result : null };
            _result = isAll ? null : _result;
            if (isAll)
            {
                return entry;
            }

            notify(this);
            return entry;
        }
    }

    /// <summary>All that there is to tell of an attempt that has ended, if it fits in a message.</summary>
    public LogEntry? TakeAll()
    {
        lock (_lock)
        {
            return _result is null || _ready.Sum(e => e.Bytes) > WireBatches.FullBytes
                ? null
                : new LogEntry { Item = attempt.Item, Attempt = attempt.Attempt, SiloFailures = SiloFailures, Events = [.. _ready], Result = _result };
        }
    }

    /// <summary>Notes that there is news, once until it is taken.</summary>
    private bool TryNote()
    {
        bool isNew = !_isNoted;
        _isNoted = true;
        return isNew;
    }

    private void TrackFailedRuns(Event e)
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

    private void ReleaseDeferred()
    {
        if (_ready.Count == 0)
        {
            (_ready, _deferred) = (_deferred, _ready);
            return;
        }

        _ready.AddRange(_deferred);
        _deferred.Clear();
    }
}
