using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Events.Dispatching;
using Hypergraph.Handles;
using Hypergraph.Hosting;
using Hypergraph.Planning;
using Hypergraph.Planning.Compilation;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Inputs;
using Hypergraph.Runs.Logging;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Telemetry;
using Hypergraph.Threading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph;

/// <summary>What all runners have in common: processors, log, clock. Safe from any thread; any number of calls at once.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public abstract class Runner
{
    private static readonly RunOptions DefaultRunOptions = new();
    private static readonly MapOptions DefaultMapOptions = new();

    private readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(5);
    private IRunJournalSource? _store;

    private protected Runner(EventProcessor[] eventProcessors)
    {
        ArgumentNullException.ThrowIfNull(eventProcessors);
        EventProcessors = [.. eventProcessors];
    }

    /// <summary>Processors for every call, beside those of the call and of the graph. One listed twice gets each event once.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; }

    /// <summary>The interceptors of every node's function, around the node's own interceptors, outermost first.</summary>
    public IReadOnlyList<NodeInterceptor> Interceptors
    {
        get => InterceptorArray;
        init => InterceptorArray = [.. value];
    }

    /// <summary>Answers interrupts while runs continue. <see cref="SyncRunner"/> runs no graphs with interrupts.</summary>
    /// <value>The default value is null: questions pause the run.</value>
    public InterruptHandler? InterruptHandler { get; init; }

    /// <summary>
    /// Where calls, their failures and retries, processors that throw, and loops that end although a gate chose to continue are logged. Where it is
    /// enabled for <see cref="LogLevel.Information"/>, what functions log themselves has a scope with the run, the node and the item.
    /// <c>docs/logging.md</c> has the event ids and fields.
    /// </summary>
    /// <value>
    /// The default value logs nothing; a processor that throws is then written to standard error, once for each processor, and the
    /// warning about a loop to <see cref="System.Diagnostics.Trace"/>, once for each loop in the process.
    /// </value>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The duration from which the execution of a node's function is logged as slow, at its end.</summary>
    /// <value>The default value is null: none is.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan? SlowNodeThreshold
    {
        get;
        init
        {
            if (value is { } threshold)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(threshold, TimeSpan.Zero);
            }

            field = value;
        }
    }

    /// <summary>
    /// Where calls with a <see cref="RunOptions.WorkflowId"/> are stored, so that they survive the end of the process: such a call resumes if the store knows its id. Stores
    /// are in the packages <c>Hypergraph.Durability</c>, <c>Hypergraph.Durability.Sqlite</c> and <c>Hypergraph.Durability.PostgreSql</c>. The runner does not dispose it.
    /// </summary>
    /// <value>The default value is null: nothing is stored.</value>
    public IRunJournalSource? Store
    {
        get => _store;
        init => _store = value;
    }

    /// <summary>The clock of events and of the log.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The time that all processors with a queue have, at the end of a call, to process the remaining events.</summary>
    /// <value>The default value is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; or it is longer than a timer can wait, about 49.7 days.
    /// </exception>
    public TimeSpan ShutdownTimeout
    {
        get => _shutdownTimeout;
        init => _shutdownTimeout = TimeLimit.Check(value, nameof(ShutdownTimeout));
    }

    internal NodeInterceptor[] InterceptorArray { get; private init; } = [];

    /// <summary>Whether it adds nothing to the running of nodes.</summary>
    internal bool HasDefaultSettings => InterceptorArray.Length == 0 && InterruptHandler is null && Logger == NullLogger.Instance;

    /// <summary>Whether a call is nothing but the running of nodes: no listener, no store, no limit. Telemetry is not considered.</summary>
    internal bool IsUnobserved(RunOptions? options) => HasDefaultSettings && EventProcessors.Count == 0
        && options is null or { EventProcessors.Count: 0, MaxConcurrency: null, WorkflowId: null, ItemIndex: null, Remote: null };

    private protected static RunOptions OrDefault(RunOptions? options) => options ?? DefaultRunOptions;

    private protected static MapOptions OrDefault(MapOptions? options) => options ?? DefaultMapOptions;

    /// <summary>A runner with the same settings, and another store.</summary>
    private protected Runner CopyWith(IRunJournalSource store)
    {
        var copy = (Runner)MemberwiseClone();
        copy._store = store;
        return copy;
    }

    /// <summary>The context of a call. Calls with default settings share one instance.</summary>
    /// <exception cref="InvalidOperationException">The call lacks a service that the graph needs.</exception>
    private protected CallContext CreateCall(
        ExecutionPlan plan, RunOptions? options, StopSignal? stop, CancellationToken cancellationToken, RunJournal? journal = null)
    {
        if (plan.NeedsServices && !RunsNoFunction(journal, options))
        {
            ServiceCheck.Check(plan, options?.Services);
        }

        return options is null && stop is null && !cancellationToken.CanBeCanceled && HasDefaultSettings
            ? CallContext.Empty
            : new CallContext(
                options,
                needsPermits: !plan.CallsOneAtATime,
                InterceptorArray,
                InterruptHandler,
                Logger,
                CallLog.Create(Logger, TimeProvider, SlowNodeThreshold, plan.Graph.Name, OrDefault(options)),
                stop,
                cancellationToken)
            {
                Journal = journal,
            };
    }

    /// <summary>
    /// Whether a durable call only restores a run that has ended, or pauses at unknown outcomes. A map over a stream does not pause: only its items with such outcomes fail.
    /// </summary>
    private static bool RunsNoFunction(RunJournal? journal, RunOptions? options) =>
        journal is { HasEnded: true } || (journal is { UnknownOutcomes.Count: > 0 } && options is not MapStreamOptions);

    /// <summary>The state of a run, with its inputs checked and in their slots.</summary>
    private protected RunState Prepare(
        Graph graph, GraphInputs inputs, RunOptions? options, StopSignal? stop, CancellationToken cancellationToken, RunJournal? journal = null)
    {
        RunLocation? location = options?.ItemIndex is { } item ? new RunLocation(outer: null, node: null) { Item = item } : null;
        ExecutionPlan plan = PlanCompiler.PlanOf(graph);
        var state = new RunState(plan, CreateCall(plan, options, stop, cancellationToken, journal), location);
        InputBinder.Bind(state, inputs.Values);
        state.Call.Log?.Start();
        return state;
    }

    /// <summary>The state that the items of a map start with, and the items.</summary>
    private protected (RunState InitialState, MapItems Items) PrepareMap(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions options, StopSignal? stop, CancellationToken cancellationToken, RunJournal? journal = null)
    {
        ArgumentNullException.ThrowIfNull(over);
        ExecutionPlan plan = PlanCompiler.PlanOf(graph);
        var initialState = new RunState(plan, CreateCall(plan, options, stop, cancellationToken, journal));
        MapItems items = InputBinder.BindMap(initialState, inputs.Values, over, options.Mode, options.ItemLabel);
        initialState.Call.Log?.Start();
        return (initialState, items);
    }

    /// <summary>Whether a call is stored.</summary>
    private protected bool IsDurable([NotNullWhen(true)] RunOptions? options) => Store is not null && options?.WorkflowId is not null;

    /// <summary>The state of a durable run: a new one, or one that resumes.</summary>
    private protected async ValueTask<RunState> PrepareDurableAsync(
        Graph graph, GraphInputs inputs, RunOptions options, StopSignal? stop, CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over: null, options, cancellationToken).ConfigureAwait(false);
        return await UseAsync(journal, () => Prepare(graph, journal.Inputs, options, stop, cancellationToken, journal)).ConfigureAwait(false);
    }

    /// <summary>The state that the items of a durable map start with, and the items.</summary>
    private protected async ValueTask<(RunState InitialState, MapItems Items)> PrepareDurableMapAsync(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions options, StopSignal? stop, CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over, options, cancellationToken).ConfigureAwait(false);
        return await UseAsync(journal, () => PrepareMap(graph, journal.Inputs, over, options, stop, cancellationToken, journal)).ConfigureAwait(false);
    }

    /// <summary>Opens the journal of a durable call.</summary>
    private protected ValueTask<RunJournal> OpenJournalAsync(Graph graph, GraphInputs inputs, MapOver? over, RunOptions options, CancellationToken cancellationToken) =>
        Store!.OpenAsync(new JournalRequest(options.WorkflowId!, graph, inputs, over, options), cancellationToken);

    /// <summary>Prepares a call whose journal is open. The journal is closed if that throws.</summary>
    private protected static async ValueTask<T> UseAsync<T>(RunJournal journal, Func<T> prepare)
    {
        try
        {
            return prepare();
        }
        catch
        {
            await journal.EndAsync(RunStatus.Stopped, error: null).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits on this thread: a handle is returned once its run is prepared.</summary>
    private protected static T Blocking<T>(ValueTask<T> task) => BlockingCall.Run(task, static t => t.AsTask().GetAwaiter().GetResult());

    /// <summary>Storage for the results of a top-level map's items.</summary>
    private protected static MapCollector CreateCollector(ExecutionPlan plan, MapItems items, bool isTraced) =>
        new([.. plan.Results.Select(r => (r, r.OutputType))], items.Count, keepsPartial: true, isTraced);

    /// <summary>The store for the events of a call with a handle; null if its options keep none.</summary>
    private protected static EventHistory? HistoryOf(RunOptions options) =>
        options.KeepEvents ? new EventHistory { MaxEvents = options.MaxKeptEvents } : null;

    /// <summary>The dispatcher of a call; null when no processor is attached anywhere, nothing listens to telemetry, and no log needs its nodes.</summary>
    /// <param name="graph">The graph that runs.</param>
    /// <param name="call">Its context.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="history">Stores the events of a handle.</param>
    /// <param name="isOfThisThread">Whether the calling thread runs the call's nodes.</param>
    private protected EventDispatcher? CreateDispatcher(Graph graph, CallContext call, RunOptions options, EventHistory? history = null, bool isOfThisThread = false)
    {
        IReadOnlyList<EventProcessor> ofGraph = graph.AllEventProcessors;
        IReadOnlyList<EventProcessor> ofHandle = history is null ? [] : [history];
        TelemetryParts telemetry = ActivityStarter.Listening;
        if (EventProcessors.Count + ofGraph.Count + options.EventProcessors.Count + ofHandle.Count > 0)
        {
            return EventDispatcher.Create(
                EventProcessors.Concat(ofGraph).Concat(options.EventProcessors).Concat(ofHandle), Logger, TimeProvider, isOfThisThread, telemetry);
        }

        return telemetry == TelemetryParts.None && call.Log is not { ObservesNodes: true }
            ? null
            : EventDispatcher.CreateWithoutProcessors(Logger, TimeProvider, isOfThisThread, telemetry);
    }

    /// <summary>The result of a run that has ended, or the exception that the caller gets instead of it.</summary>
    private protected static RunResult ResultOf(RunState state, RunOutcome outcome, RunOptions options, RunId? id = null)
    {
        LogEnd(state.Call, outcome);
        outcome.ThrowIfRequired(options.ErrorHandling);
        RunSpan? span = state.Span;
        return new RunResult(state, outcome, id ?? span?.RunId ?? state.Call.RunId, span?.Duration, paused: state.CloseOrPause(outcome.Status));
    }

    /// <summary>Logs how a call ended.</summary>
    private protected static void LogEnd(CallContext call, RunOutcome outcome) =>
        call.Log?.End(outcome.Status, outcome.Error, outcome.Failures?.Count ?? 0, outcome.Pauses);

    /// <summary>The id of a call, also of one without events.</summary>
    private protected static RunId IdOf(RunSpan? span, CallContext call) => span?.RunId ?? call.RunId ?? RunId.New();

    /// <summary>
    /// The task of a handle, which ends as its run did: cancelled only if the call's own token ended the run, faulted by any
    /// failure, also by an <see cref="OperationCanceledException"/> of a node's own.
    /// </summary>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    private protected static async Task<TResult> ToResultAsync<TResult>(ValueTask<RunOutcome> run, Func<RunOutcome, TResult> resultOf)
    {
        RunOutcome outcome = await run.ConfigureAwait(false);
        try
        {
            return resultOf(outcome);
        }
        catch (OperationCanceledException exception) when (outcome.Status == RunStatus.Failed)
        {
            throw new NodeCancellationException(exception);
        }
    }

    private string DebuggerText =>
        $"{GetType().Name}: {EventProcessors.Count} {(EventProcessors.Count == 1 ? "processor" : "processors")}, {InterceptorArray.Length} {(InterceptorArray.Length == 1 ? "interceptor" : "interceptors")}{(InterruptHandler is null ? string.Empty : ", answers interrupts")}";
}
