using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Publishing;

/// <summary>
/// Publishes the events of the silos to the caller's processors as one stream, as a local run would produce it. Thread-safe.
/// </summary>
internal sealed class RunEventPublisher
{
    private readonly Lock _lock = new();
    private readonly EventRelay _relay;
    private readonly Graph _graph;
    private readonly RunSpec _spec;
    private readonly ValueCodec _codec;
    private readonly TimeProvider _timeProvider;
    private readonly PublishedSpan _root;
    private readonly long _started;
    private readonly int? _restoredNodes;
    private readonly Dictionary<long, ItemEventPublisher> _items = [];
    private DateTimeOffset _last;
    private StopRequestedEvent? _stop;
    private bool _hasBegun;
    private bool _hasEnded;

    /// <param name="relay">Delivers the events to the processors.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="spec">The run.</param>
    /// <param name="codec">Reads values.</param>
    /// <param name="timeProvider">The clock of the caller.</param>
    /// <param name="span">The span of the call.</param>
    /// <param name="restoredNodes">The number of executions that the store of a resumed run has; null if the call resumes none.</param>
    public RunEventPublisher(EventRelay relay, Graph graph, RunSpec spec, ValueCodec codec, TimeProvider timeProvider, SpanId span, int? restoredNodes = null)
    {
        _restoredNodes = restoredNodes;
        _relay = relay;
        _graph = graph;
        _spec = spec;
        _codec = codec;
        _timeProvider = timeProvider;
        _started = timeProvider.GetTimestamp();
        _last = timeProvider.GetUtcNow();
        _root = new PublishedSpan(new RunStartEvent
        {
            RunId = spec.RunId,
            SpanId = span,
            Timestamp = _last,
            GraphName = graph.Name,
            WorkflowId = spec.WorkflowId,
            IsMap = spec.IsMap,
            MapSize = spec.IsMap ? spec.Count : null,
            Outline = graph.Outline,
        });
    }

    /// <summary>The time since the start.</summary>
    public TimeSpan Duration => _timeProvider.GetElapsedTime(_started);

    /// <summary>Publishes the start. Without it, nothing is published.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _hasBegun = true;
            _relay.Publish(_root.Start);
            if (_restoredNodes is { } restored)
            {
                EmitAtRoot(new RunResumedEvent { RunId = default, SpanId = default, Timestamp = default, RestoredNodes = restored });
            }

            if (_stop is { } stop)
            {
                EmitAtRoot(stop);
            }
        }
    }

    /// <summary>Publishes the events of an attempt at an item.</summary>
    public void Publish(long item, (int Epoch, int Attempt) attempt, WireEvent[] events)
    {
        lock (_lock)
        {
            if (_hasEnded || events.Length == 0)
            {
                return;
            }

            PublisherOf(item).Publish(attempt, events);
        }
    }

    /// <summary>Publishes the end of an item, unless it is published already.</summary>
    /// <returns>The id of the item's run.</returns>
    public RunId End(long item, WireResult result)
    {
        lock (_lock)
        {
            if (!_spec.WantsEvents || _hasEnded || (result.IsNotStarted && !_items.ContainsKey(item)))
            {
                return _spec.IdOf(item);
            }

            ItemEventPublisher publisher = PublisherOf(item);
            _items.Remove(item);
            return publisher.End(result, Now());
        }
    }

    public void Stop(string? reason)
    {
        lock (_lock)
        {
            _stop = new StopRequestedEvent { RunId = default, SpanId = default, Timestamp = default, Reason = reason };
            if (_hasBegun && !_hasEnded)
            {
                EmitAtRoot(_stop);
            }
        }
    }

    /// <summary>Publishes that not all of the call is stored.</summary>
    public void ReportStoreError(Exception error)
    {
        lock (_lock)
        {
            if (_hasBegun && !_hasEnded)
            {
                EmitAtRoot(new RunStoreErrorEvent
                {
                    RunId = default,
                    SpanId = default,
                    Timestamp = default,
                    ErrorType = error.GetType().FullName ?? error.GetType().Name,
                    ErrorMessage = error.Message,
                    Error = error,
                });
            }
        }
    }

    /// <summary>Publishes the end of the call and of all open spans.</summary>
    public void End(RunStatus status, Exception? error)
    {
        lock (_lock)
        {
            if (!_hasBegun || _hasEnded)
            {
                return;
            }

            string? type = error?.GetType().FullName;
            foreach (ItemEventPublisher item in _items.Values)
            {
                item.Close(status == RunStatus.Stopped ? status : RunStatus.Failed, type, error?.Message, Now());
            }

            _hasEnded = true;
            if (_root.IsOpen)
            {
                EmitAtRoot(new RunEndEvent
                {
                    RunId = default,
                    SpanId = default,
                    Timestamp = default,
                    Status = status,
                    Duration = _timeProvider.GetElapsedTime(_started),
                    Error = error,
                    ErrorType = error is RemoteNodeException remote ? remote.RemoteType : type,
                    ErrorMessage = error?.Message,
                });
            }
        }
    }

    private ItemEventPublisher PublisherOf(long item)
    {
        if (!_items.TryGetValue(item, out ItemEventPublisher? publisher))
        {
            int? index = _spec.IndexOf(item);
            RunId id = _spec.IdOf(item);
            publisher = new ItemEventPublisher(new AttemptMerger(Emit, _root), () => new EventReader(_graph, _codec, _spec.WorkflowId, id), _root, index, id);
            _items.Add(item, publisher);
        }

        return publisher;
    }

    private void EmitAtRoot(Event e) => Emit(e with
    {
        RunId = _root.Start.RunId,
        SpanId = _root.Start.SpanId,
        GraphName = _root.Start.GraphName,
        WorkflowId = _root.Start.WorkflowId,
        Timestamp = Now(),
    });

    /// <summary>The clocks of machines differ: in one stream, timestamps never decrease and never exceed this machine's clock.</summary>
    private void Emit(Event e)
    {
        DateTimeOffset now = Now();
        DateTimeOffset time = e.Timestamp > now ? now : e.Timestamp;
        _last = time > _last ? time : _last;
        _relay.Publish(e.Timestamp == _last ? e : e with { Timestamp = _last });
    }

    private DateTimeOffset Now() => _timeProvider.GetUtcNow();
}
