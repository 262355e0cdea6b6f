using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Events.Dispatching;
using Hypergraph.Events.Origins;
using Hypergraph.Events.Outcomes;
using Hypergraph.Nodes;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Logging;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Telemetry;

namespace Hypergraph.Runs.Emitting;

/// <summary>
/// The scope of a run in the stream of events, in its trace and in the log, and the making of its events. There is none without a processor, a listener of
/// telemetry, or a log that needs the start and the end of nodes.
/// An activity starts before its scope's first event, whose span has the activity's id.
/// </summary>
internal sealed class RunSpan
{
    private readonly EventDispatcher _dispatcher;
    private readonly SpanId _parent;
    private readonly EventOrigin _origin;
    private readonly RunTelemetry? _telemetry;
    private readonly CallLog? _log;
    private readonly long _start;
    private bool _hasEnded;

    /// <summary>Starts a run, with its first event.</summary>
    /// <param name="dispatcher">Where its events go.</param>
    /// <param name="moment">The moment in which it starts.</param>
    /// <param name="parent">The enclosing span; <see cref="SpanId.None"/> at the root.</param>
    /// <param name="origin">Where its events come from.</param>
    /// <param name="telemetry">Its telemetry; null if nothing listens.</param>
    /// <param name="log">The log of its nodes; null if that does not need their start and end.</param>
    /// <param name="mapSize">The number of items of a map with a known length.</param>
    /// <param name="isMap">Whether it is a map.</param>
    /// <param name="outline">The graph's structure, of the root only.</param>
    private RunSpan(
        EventDispatcher dispatcher,
        in DispatchSection moment,
        SpanId parent,
        EventOrigin origin,
        RunTelemetry? telemetry,
        CallLog? log,
        int? mapSize = null,
        bool isMap = false,
        GraphOutline? outline = null)
    {
        _dispatcher = dispatcher;
        _parent = parent;
        _origin = origin;
        _telemetry = telemetry;
        _log = log;
        SpanId = ChooseId(moment, telemetry?.Activity);
        _start = moment.Now;
        telemetry?.Identify(origin.RunId, origin.WorkflowId, mapSize);
        if (dispatcher.HasProcessors)
        {
            moment.Deliver(new RunStartEvent(Stamp(moment.Now)) { MapSize = mapSize, IsMap = isMap || mapSize is not null, Outline = outline });
        }
    }

    /// <summary>Whether a processor wants the values of nodes.</summary>
    public bool WantsValues => _dispatcher.WantsValues;

    public RunId RunId => _origin.RunId;

    public SpanId SpanId { get; }

    /// <summary>The time from start to end; zero before the end.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The activity of the run, for a link to it; the default value if it has none.</summary>
    public ActivityContext TraceContext => _telemetry?.Activity?.Context ?? default;

    /// <summary>Starts the root of a stream.</summary>
    /// <returns>Null if there is no processor, no listener of telemetry wants this call, and the log needs none of its nodes.</returns>
    public static RunSpan? StartRoot(
        EventDispatcher dispatcher, Graph graph, CallContext call, int? mapSize = null, int? itemIndex = null, TraceOrigin trace = default) =>
        StartRoot(dispatcher, graph, call, mapSize, isMap: mapSize is not null, itemIndex, trace);

    /// <summary>Starts the root of the stream of a map over as many items as will come.</summary>
    /// <returns>Null if there is no processor, no listener of telemetry wants this call, and the log needs none of its nodes.</returns>
    public static RunSpan? StartRootMap(EventDispatcher dispatcher, Graph graph, CallContext call, TraceOrigin trace = default) =>
        StartRoot(dispatcher, graph, call, mapSize: null, isMap: true, itemIndex: null, trace);

    /// <summary>Starts the run of a graph inside one of this run's nodes.</summary>
    public RunSpan StartNested(in NodeSpan node, GraphNode holder, int? mapSize = null)
    {
        RunTelemetry? telemetry = _telemetry?.StartNested(mapSize is not null, holder.Graph.Name, holder.Name, node.Activity);
        using DispatchSection moment = _dispatcher.EnterDispatch();
        EventOrigin origin = _origin.ForNestedRun(moment.Ids.NextRun(), holder.Graph.Name, holder.Name);
        return new RunSpan(_dispatcher, moment, node.SpanId, origin, telemetry, _log, mapSize);
    }

    /// <summary>Starts the run of an item of this map.</summary>
    public RunSpan StartItem(int index, string? label)
    {
        RunTelemetry? telemetry = _telemetry?.StartItem(index);
        using DispatchSection moment = _dispatcher.EnterDispatch();
        return new RunSpan(_dispatcher, moment, SpanId, _origin.ForItem(moment.Ids.NextRun(), index, label), telemetry, _log);
    }

    /// <summary>Makes the activity of the run the current one, so that its nodes start inside it.</summary>
    public void MakeCurrent() => _telemetry?.MakeCurrent();

    public void End(RunOutcome outcome) => End(outcome, outcome.Failures?.Count ?? 0);

    /// <summary>Ends a run whose failures are counted, not listed.</summary>
    public void End(RunOutcome outcome, int failureCount)
    {
        Exception? error = outcome.Error;
        using (DispatchSection moment = _dispatcher.EnterDispatch())
        {
            _hasEnded = true;
            Duration = Since(_start, moment.Now);
            if (_dispatcher.HasProcessors)
            {
                moment.Deliver(new RunEndEvent(Stamp(moment.Now), outcome.Status, Duration)
                {
                    Error = error,
                    ErrorType = error?.GetType().FullName,
                    ErrorMessage = error is null ? null : ErrorText.MessageOf(error),
                    FailureCount = failureCount,
                });
            }
        }

        _telemetry?.End(outcome.Status, error, failureCount, Duration, SpanId, RunId);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The end of the node closes its log scope.")]
    public NodeSpan StartNode(Step step, Frame frame)
    {
        Activity? activity = _telemetry?.StartNode(step.Node.Name);
        if (!_dispatcher.HasProcessors)
        {
            bool isMeasured = _telemetry is { HasMetrics: true } || _log is { MeasuresNodes: true };
            return new NodeSpan(SpanId.None, isMeasured ? _dispatcher.Clock.Now() : 0, activity, OpenScope(step));
        }

        NamedValues? inputs = WantsValues ? step.InputValues(frame) : null;
        using DispatchSection moment = _dispatcher.EnterDispatch();
        SpanId id = ChooseId(moment, activity);
        moment.Deliver(new NodeStartEvent(Stamp(id, moment.Now), step.Node.Name) { Inputs = inputs });
        return new NodeSpan(id, moment.Now, activity, OpenScope(step));
    }

    /// <summary>Ends a node without an error.</summary>
    /// <param name="node">Its scope.</param>
    /// <param name="step">The node.</param>
    /// <param name="outputs">What it produced, for processors that want values; otherwise null.</param>
    /// <param name="isCached">Whether its outputs are from a cache.</param>
    /// <param name="isStopped">Whether it was stopped before its end.</param>
    /// <param name="isRestored">Whether its outputs are from the run's store.</param>
    public void EndNode(in NodeSpan node, Step step, NamedValues? outputs, bool isCached, bool isStopped, bool isRestored = false)
    {
        if (_dispatcher.HasProcessors)
        {
            using DispatchSection moment = _dispatcher.EnterDispatch();
            moment.Deliver(new NodeEndEvent(Stamp(node.SpanId, moment.Now), step.Node.Name, Since(node.Start, moment.Now))
            {
                Outputs = outputs,
                IsCached = isCached,
                IsRestored = isRestored,
                IsStopped = isStopped,
            });
        }

        EndLog(node, step, isRestored);
        if (_telemetry is not null)
        {
            EndTelemetry(node, step, isStopped ? RunStatus.Stopped : RunStatus.Completed, isCached, isRestored);
        }
    }

    /// <summary>Ends a node that threw.</summary>
    /// <param name="node">Its scope.</param>
    /// <param name="step">The node.</param>
    /// <param name="error">What it threw.</param>
    /// <param name="isCancelled">Whether it threw because the call was cancelled.</param>
    /// <param name="isRestored">Whether its failure is from the run's store.</param>
    public void FailNode(in NodeSpan node, Step step, Exception error, bool isCancelled, bool isRestored = false)
    {
        if (_dispatcher.HasProcessors)
        {
            _dispatcher.Dispatch((Span: this, Node: node, Step: step, Error: error, IsRestored: isRestored), static (s, now) =>
            {
                Type type = s.Error.GetType();
                return new NodeErrorEvent(
                    s.Span.Stamp(s.Node.SpanId, now), s.Step.Node.Name, type.FullName ?? type.Name, ErrorText.MessageOf(s.Error), s.Span.Since(s.Node.Start, now))
                {
                    Error = s.Error,
                    IsRestored = s.IsRestored,
                };
            });
        }

        EndLog(node, step, isRestored);
        if (_telemetry is not null)
        {
            EndTelemetry(node, step, isCancelled ? RunStatus.Stopped : RunStatus.Failed, isRestored: isRestored, error: isCancelled ? null : error);
        }
    }

    public void DecideRoute(in NodeSpan node, GateNode gate, GateDecision decision)
    {
        if (_dispatcher.HasProcessors)
        {
            _dispatcher.Dispatch((Span: this, Node: node, Gate: gate, Decision: decision), static (s, now) =>
                new RouteDecisionEvent(s.Span.Stamp(s.Node.SpanId, now), s.Gate.Name, s.Decision.Targets) { AllowsMultiple = s.Gate.AllowsMultiple });
        }

        node.Activity?.AddRoute(decision.Targets);
    }

    /// <summary>Ends a node at which the run has paused.</summary>
    public void Interrupt(in NodeSpan node, Step step, RunPause pause)
    {
        if (_dispatcher.HasProcessors)
        {
            _dispatcher.Dispatch((Span: this, Node: node, Pause: pause), static (s, now) =>
                new InterruptEvent(s.Span.Stamp(s.Node.SpanId, now), s.Pause.NodePath, s.Pause.ResponseParameter) { Value = s.Pause.Question });
        }

        EndLog(node, step);
        if (_telemetry is not null)
        {
            node.Activity?.AddPause(pause.NodePath);
            EndTelemetry(node, step, RunStatus.Paused);
        }
    }

    /// <summary>Reports that a write to the run's store has failed, and that the call, of which this is the root, continues without it.</summary>
    /// <returns>False if the call has ended, in which case nothing is reported.</returns>
    public bool ReportStoreError(Exception error)
    {
        using DispatchSection moment = _dispatcher.EnterDispatch();
        if (_hasEnded)
        {
            return false;
        }

        _telemetry?.ReportStoreError(error);
        if (_dispatcher.HasProcessors)
        {
            Type type = error.GetType();
            moment.Deliver(new RunStoreErrorEvent(Stamp(moment.Now), type.FullName ?? type.Name, ErrorText.MessageOf(error)) { Error = error });
        }

        return true;
    }

    /// <summary>Reports that a stop of the call was requested.</summary>
    /// <returns>False if the call has ended, in which case nothing is reported.</returns>
    public bool RequestStop(string? reason)
    {
        using DispatchSection moment = _dispatcher.EnterDispatch();
        if (_hasEnded)
        {
            return false;
        }

        _telemetry?.RequestStop();
        moment.Deliver(new StopRequestedEvent(Stamp(moment.Now)) { Reason = reason });
        return true;
    }

    /// <summary>Emits an event of one of its nodes, created at the moment of the dispatch; none if the factory returns null.</summary>
    public void Emit<TState>(TState state, Func<TState, long, NodeEvent?> create) => _dispatcher.Dispatch(state, create);

    /// <summary>What the events of one of its nodes carry.</summary>
    public EventStamp Stamp(SpanId node, long now) => new(_origin, node, SpanId, _dispatcher.Clock.ToUtcTicks(now));

    /// <summary>The time between two moments of the dispatcher's clock.</summary>
    public TimeSpan Since(long start, long now) => _dispatcher.Clock.Between(start, now);

    private static RunSpan? StartRoot(
        EventDispatcher dispatcher, Graph graph, CallContext call, int? mapSize, bool isMap, int? itemIndex, in TraceOrigin trace)
    {
        RunKind kind = isMap ? RunKind.Map : itemIndex is null ? RunKind.Run : RunKind.Item;
        RunTelemetry? telemetry = RunTelemetry.StartRoot(dispatcher.Telemetry, kind, graph.Name, itemIndex, trace);
        CallLog? log = call.Log is { ObservesNodes: true } ? call.Log : null;
        if (telemetry is null && log is null && !dispatcher.HasProcessors)
        {
            return null;
        }

        RunSpan root;
        using (DispatchSection moment = dispatcher.EnterDispatch())
        {
            var origin = new EventOrigin(call.Log?.RunId ?? trace.Remote?.RunId ?? moment.Ids.NextRun(), graph.Name, call.WorkflowId, itemIndex);
            root = new RunSpan(dispatcher, moment, SpanId.None, origin, telemetry, log, mapSize, isMap, graph.Outline);
        }

        if (call.Journal is { IsResumed: true } journal)
        {
            root.Resume(journal.RestorableCount);
        }

        return root;
    }

    /// <summary>Reports that the call, of which this is the root, continues a run that its store has.</summary>
    /// <param name="restoredNodes">The number of executions of nodes that the store has.</param>
    private void Resume(int restoredNodes)
    {
        _telemetry?.Resume(restoredNodes);
        if (_dispatcher.HasProcessors)
        {
            _dispatcher.Dispatch((Span: this, Nodes: restoredNodes), static (s, now) => new RunResumedEvent(s.Span.Stamp(now), s.Nodes));
        }
    }

    /// <summary>The id of an activity, so that events and traces correlate; a new one without an activity.</summary>
    private static SpanId ChooseId(in DispatchSection moment, Activity? activity)
    {
        SpanId id = activity is null ? SpanId.None : ActivityStarter.IdOf(activity);
        return id.IsNone ? moment.Ids.NextSpan() : id;
    }

    /// <summary>Opens the log scope of a node's function.</summary>
    private NodeScope? OpenScope(Step step) => step.Nested is null ? _log?.OpenScope(_origin, step.Node.Name) : null;

    /// <summary>
    /// Closes the log scope of a node, and logs its function if that was slow. The times of a wait for an answer and of a restoration do not count.
    /// </summary>
    private void EndLog(in NodeSpan node, Step step, bool isRestored = false)
    {
        node.Scope?.Dispose();
        if (_log is { MeasuresNodes: true } && !isRestored && step is { Nested: null, IsInterrupt: false })
        {
            _log.EndNode(_origin, step.Node.Name, Since(node.Start, _dispatcher.Clock.Now()), node.Activity);
        }
    }

    private void EndTelemetry(in NodeSpan node, Step step, RunStatus status, bool isCached = false, bool isRestored = false, Exception? error = null)
    {
        if (isRestored)
        {
            _telemetry!.EndRestoredNode(node.Activity, step.Node.Name, AttributeNames.Of(status), error);
            return;
        }

        TimeSpan duration = _telemetry!.HasMetrics ? Since(node.Start, _dispatcher.Clock.Now()) : TimeSpan.Zero;
        _telemetry.EndNode(node.Activity, step.Node.Name, isCached ? AttributeNames.Cached : AttributeNames.Of(status), error, duration, hasGraph: step.Nested is not null);
    }

    /// <summary>What the run's own events carry.</summary>
    private EventStamp Stamp(long now) => new(_origin, SpanId, _parent, _dispatcher.Clock.ToUtcTicks(now));
}
