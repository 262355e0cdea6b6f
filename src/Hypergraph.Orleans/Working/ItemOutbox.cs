using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport;
using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Working;

/// <summary>
/// The unreported events and the result of an attempt at an item. A failure is reported together with the end of its run,
/// and the end of the item together with its result: if the silo failed between the two, the next
/// attempt could contradict the report. Thread-safe.
/// </summary>
internal sealed class ItemOutbox(ItemAttempt attempt, EventWriter? writer, Action<ItemOutbox> notify) : EventProcessor
{
    private readonly Lock _lock = new();
    private readonly HashSet<SpanId> _failedRuns = [];
    private List<WireEvent> _ready = [];
    private List<WireEvent> _deferred = [];
    private RunEndEvent? _end;
    private WireResult? _result;

    private bool _isQueued;

    public ItemAttempt Attempt => attempt;

    /// <summary>The run while it is running; otherwise, null.</summary>
    public RunHandle<RunResult>? Run { get; set; }

    public bool WritesValues { get; init; }

    /// <summary>The number of the item's silo failures before this attempt.</summary>
    public int SiloFailures { get; init; }

    public override bool WantsValues => WritesValues;

    public override void OnEvent(Event e)
    {
        lock (_lock)
        {
            if (e is RunEndEvent { ParentSpanId: null } runEnd)
            {
                _end = runEnd;
                return;
            }

            _deferred.Add(writer!.Write(e));
            TrackFailedRuns(e);
            if (_failedRuns.Count > 0)
            {
                return;
            }

            ReleaseDeferred();
            if (!TryMarkQueued())
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
            if (_end is { } runEnd)
            {
                // The run may complete although its result fails, because an output cannot be sent.
                _deferred.Add(writer!.Write(runEnd with
                {
                    Status = result.Status,
                    ErrorType = result.Error?.Types[0] ?? runEnd.ErrorType,
                    ErrorMessage = result.Error?.Message ?? runEnd.ErrorMessage,
                }));
            }

            ReleaseDeferred();
            _result = result;
            if (!TryMarkQueued())
            {
                return;
            }
        }

        notify(this);
    }

    /// <summary>Returns the unreported data, up to the size of a message; null if there is none. Notifies again if data remains.</summary>
    public LogEntry? Dequeue()
    {
        lock (_lock)
        {
            _isQueued = false;
            if (_ready.Count == 0 && _result is null)
            {
                return null;
            }

            WireEvent[] events = WireBatches.Split(_ready, int.MaxValue, e => e.Bytes).FirstOrDefault() ?? [];
            bool isAll = events.Length == _ready.Count;
            _isQueued = !isAll;
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

    /// <summary>Returns all data of an attempt that has ended; null if it has not ended or does not fit in a message.</summary>
    public LogEntry? CollectAll()
    {
        lock (_lock)
        {
            return _result is null || _ready.Sum(e => e.Bytes) > WireBatches.FullBytes
                ? null
                : new LogEntry { Item = attempt.Item, Attempt = attempt.Attempt, SiloFailures = SiloFailures, Events = [.. _ready], Result = _result };
        }
    }

    /// <summary>Marks the outbox as queued; false if it is queued already.</summary>
    private bool TryMarkQueued()
    {
        bool isNew = !_isQueued;
        _isQueued = true;
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
