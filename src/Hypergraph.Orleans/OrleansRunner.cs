using System.Diagnostics.CodeAnalysis;
using Hypergraph.Hosting;
using Hypergraph.Orleans.Calling;
using Hypergraph.Orleans.Connections;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;
using Orleans;
using Orleans.Hosting;
using Inputs = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, object?>>;

namespace Hypergraph.Orleans;

/// <summary>
/// Runs graphs on an Orleans cluster: the items of a map are distributed over all silos, and a single run executes on one. It has the methods
/// of <see cref="AsyncRunner"/>, and produces the same results and events. Thread-safe, with any number of concurrent
/// calls.
/// </summary>
/// <remarks>
/// <para>
/// Silos find a graph by its name, under which they register it with
/// <see cref="HypergraphSiloBuilderExtensions.AddHypergraph"/>. Only inputs, outputs and events are sent.
/// </para>
/// <para>
/// When a silo fails, its items run again on other silos: a node's function may be called more than once
/// (at-least-once). Each result, each start event and each end event is delivered once.
/// </para>
/// </remarks>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The runner owns the link and disposes of it.")]
public sealed partial class OrleansRunner : IDurableGraphRunner, IAsyncDisposable
{
    private const int MinRetriesWithoutCoordinator = 2;

    // Single runs are distributed over up to this many gateways.
    private const int SingleKeys = 64;

    private static readonly RunOptions DefaultRunOptions = new();
    private static readonly MapOptions DefaultMapOptions = new();

    // A coordinator holds a read for at most a second.
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(3);

    private readonly IClusterLink _link;
    private int _singles;
    private CallPlanner? _planner;

    /// <summary>Creates the runner.</summary>
    /// <param name="client">A connected client of the cluster, or the grain factory of a silo in this process. The runner does not dispose it.</param>
    /// <param name="eventProcessors">Processors for every call.</param>
    public OrleansRunner(IGrainFactory client, params EventProcessor[] eventProcessors)
        : this(new RemoteLink(client ?? throw new ArgumentNullException(nameof(client))), eventProcessors)
    {
    }

    /// <summary>Creates the runner with its own client, which connects with the first call and stops with <see cref="DisposeAsync"/>.</summary>
    /// <param name="configure">Configures how the client finds the cluster: <c>client => client.UseRedisClustering("localhost:6379")</c>.</param>
    /// <param name="eventProcessors">Processors for every call.</param>
    /// <remarks>
    /// If no gateway answers within <see cref="UnavailableTimeout"/>, the call ends with
    /// <see cref="ClusterUnavailableException"/>, and the next call tries again. A client that the application starts waits forever.
    /// </remarks>
    public OrleansRunner(Action<IClientBuilder> configure, params EventProcessor[] eventProcessors)
        : this(new ClientLink(configure ?? throw new ArgumentNullException(nameof(configure)), typeof(OrleansRunner)), eventProcessors)
    {
    }

    private OrleansRunner(IClusterLink link, EventProcessor[] eventProcessors)
    {
        ArgumentNullException.ThrowIfNull(eventProcessors);
        _link = link;
        EventProcessors = [.. eventProcessors];
    }

    /// <summary>Creates a runner with a cluster of one silo in this process. It needs no setup: graphs are registered automatically.</summary>
    /// <param name="eventProcessors">Processors for every call.</param>
    /// <remarks>The silo starts with the first call, on free ports of the loopback address, and stops with <see cref="DisposeAsync"/>.</remarks>
    public static OrleansRunner Local(params EventProcessor[] eventProcessors) => Local(static _ => { }, eventProcessors);

    /// <summary>Creates a runner with a cluster of one silo in this process, with options for the silo.</summary>
    /// <param name="configure">Configures the silo: its number of concurrent items, its runner, and its codec and store, which are also those of the runner.</param>
    /// <param name="eventProcessors">Processors for every call.</param>
    public static OrleansRunner Local(Action<SiloGraphs> configure, params EventProcessor[] eventProcessors)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var graphs = new SiloGraphs();
        configure(graphs);
        return new OrleansRunner(new LocalLink(silo => HypergraphSiloBuilderExtensions.AddGraphs(silo, graphs)), eventProcessors) { Values = graphs.Values, Store = graphs.Store };
    }

    /// <summary>Runs a graph on one silo.</summary>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="options">Processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token; no node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value has the wrong type.</exception>
    /// <exception cref="ValueTransportException">A value cannot be sent.</exception>
    /// <exception cref="GraphNotAvailableException">A silo does not have the graph, or has another version of it.</exception>
    /// <exception cref="ClusterUnavailableException">No silo answers.</exception>
    /// <exception cref="RemoteNodeException">A node failed, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RunResult> RunAsync(
        Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunOptions used = options ?? DefaultRunOptions;
        if (IsDurable(used))
        {
            return await RunDurableAsync(graph, inputs, used, cancellationToken).ConfigureAwait(false);
        }

        CallPlan plan = Planner.PlanRun(graph, inputs, used, hasHandle: false);

        // With fewer retries, a coordinator must count every failure.
        bool startsWithoutCoordinator = MaxRetries >= MinRetriesWithoutCoordinator;
        var call = new SingleCall(plan, token => ConnectAsync(plan.Spec.RunId, token), Limits, ShutdownTimeout, single: startsWithoutCoordinator ? ConnectSingleAsync : null);
        return await call.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a graph once for each item of the named inputs, distributed over all silos.</summary>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="inputs">The inputs by name. Mapped inputs are collections; the others are the same for every item.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs combine to items, processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token; no node starts once it is cancelled.</param>
    /// <returns>The results, in input order.</returns>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value has the wrong type, a mapped value is not a collection, or the lengths differ.
    /// </exception>
    /// <exception cref="ValueTransportException">A value cannot be sent.</exception>
    /// <exception cref="GraphNotAvailableException">A silo does not have the graph, or has another version of it.</exception>
    /// <exception cref="ClusterUnavailableException">No silo answers.</exception>
    /// <exception cref="RemoteNodeException">A node failed, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>With <see cref="ErrorHandling.Raise"/> no item starts after one has failed, and running items finish.</remarks>
    public async Task<MapResult> MapAsync(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapOptions used = options ?? DefaultMapOptions;
        if (IsDurable(used))
        {
            return await MapDurableAsync(graph, inputs, over, used, cancellationToken).ConfigureAwait(false);
        }

        (CallPlan plan, Inputs items) = Planner.PlanMap(graph, inputs, over, used, hasHandle: false);
        return await CreateMap(plan, items).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a run and returns its handle. Other callers can attach to its <see cref="RunHandle{TResult}.RunId"/>.</summary>
    /// <inheritdoc cref="RunAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <remarks>This method throws for invalid input; <see cref="RunHandle{TResult}.Completion"/> reports all other failures.</remarks>
    public RunHandle<RunResult> Start(
        Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunOptions used = options ?? DefaultRunOptions;
        return (IsDurable(used) ? Blocking(() => StartDurableAsync(graph, inputs, used, cancellationToken)) : StartRun(graph, inputs, used, cancellationToken)).Handle;
    }

    /// <summary>Like <c>Start</c>, but waits until the cluster has the run, which then no longer needs its caller.</summary>
    /// <inheritdoc cref="Start(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <remarks>The end of a durable call (<see cref="Store"/>) is stored by its caller, or by the next call with its id.</remarks>
    public async Task<RunHandle<RunResult>> SubmitAsync(
        Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunOptions used = options ?? DefaultRunOptions;
        (RunHandle<RunResult> handle, Task allSubmitted) = IsDurable(used)
            ? await StartDurableAsync(graph, inputs, used, cancellationToken).ConfigureAwait(false)
            : StartRun(graph, inputs, used, cancellationToken);
        await allSubmitted.ConfigureAwait(false);
        return handle;
    }

    /// <summary>Starts a map and returns its handle. Other callers can attach to its <see cref="RunHandle{TResult}.RunId"/>.</summary>
    /// <inheritdoc cref="MapAsync(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <remarks>This method throws for invalid input; <see cref="RunHandle{TResult}.Completion"/> reports all other failures.</remarks>
    public RunHandle<MapResult> StartMap(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapOptions used = options ?? DefaultMapOptions;
        return (IsDurable(used) ? Blocking(() => StartDurableMapAsync(graph, inputs, over, used, cancellationToken)) : StartMapItems(graph, inputs, over, used, cancellationToken)).Handle;
    }

    /// <summary>Like <c>StartMap</c>, but waits until the cluster has all items. The map then no longer needs its caller.</summary>
    /// <inheritdoc cref="StartMap(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <remarks>The end of a durable call (<see cref="Store"/>) is stored by its caller, or by the next call with its id.</remarks>
    public async Task<RunHandle<MapResult>> SubmitMapAsync(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapOptions used = options ?? DefaultMapOptions;
        (RunHandle<MapResult> handle, Task allSubmitted) = IsDurable(used)
            ? await StartDurableMapAsync(graph, inputs, over, used, cancellationToken).ConfigureAwait(false)
            : StartMapItems(graph, inputs, over, used, cancellationToken);
        await allSubmitted.ConfigureAwait(false);
        return handle;
    }

    /// <summary>Stops the silo of <see cref="Local(EventProcessor[])"/>, or the runner's own client. A client that was passed in is not stopped.</summary>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static (RunHandle<RunResult> Handle, Task AllSubmitted) Start(CallPlan plan, SingleCall call, CancellationToken cancellationToken) =>
        (ResultFactory.CreateHandle(plan.Spec.RunId, RunOnThreadPool(call.RunAsync, cancellationToken), static r => r.Status, call.Stop, plan.Relay.Events), call.AllSubmitted);

    private static (RunHandle<MapResult> Handle, Task AllSubmitted) Start(CallPlan plan, MapCall call, CancellationToken cancellationToken) =>
        (ResultFactory.CreateHandle(plan.Spec.RunId, RunOnThreadPool(call.RunAsync, cancellationToken), static r => r.Status, call.Stop, plan.Relay.Events), call.AllSubmitted);

    /// <summary>Creates the task of a handle. If a node throws <see cref="OperationCanceledException"/> itself, the task is faulted, not cancelled.</summary>
    private static Task<TResult> RunOnThreadPool<TResult>(Func<CancellationToken, Task<TResult>> run, CancellationToken cancellationToken)
    {
        Task<TResult> task = Task.Run(RunAndWrapAsync, CancellationToken.None).Unwrap();

        // The caller may never observe the result.
        task.Abandon();
        return task;

        async Task<Task<TResult>> RunAndWrapAsync()
        {
            try
            {
                return Task.FromResult(await run(cancellationToken).ConfigureAwait(false));
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                return Task.FromException<TResult>(exception);
            }
        }
    }

    // The properties that the calls use are set after the constructor.
    private CallPlanner Planner => _planner ??= new CallPlanner(
        _link, new CallSettings(EventProcessors, Logger, TimeProvider, Values, MaxRetries, KeepLog, _availability.Configured));

    private CallLimits Limits => new(_availability, ReplyTimeout, MaxRetries);

    private (RunHandle<RunResult> Handle, Task AllSubmitted) StartRun(Graph graph, GraphInputs inputs, RunOptions options, CancellationToken cancellationToken)
    {
        CallPlan plan = Planner.PlanRun(graph, inputs, options, hasHandle: true);
        return Start(plan, CreateRun(plan), cancellationToken);
    }

    private (RunHandle<MapResult> Handle, Task AllSubmitted) StartMapItems(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions options, CancellationToken cancellationToken)
    {
        (CallPlan plan, Inputs items) = Planner.PlanMap(graph, inputs, over, options, hasHandle: true);
        return Start(plan, CreateMap(plan, items), cancellationToken);
    }

    private SingleCall CreateRun(CallPlan plan, bool isAttached = false) => new(plan, token => ConnectAsync(plan.Spec.RunId, token), Limits, ShutdownTimeout, isAttached);

    private MapCall CreateMap(CallPlan plan, Inputs? items) => new(plan, items, token => ConnectAsync(plan.Spec.RunId, token), Limits, ShutdownTimeout);

    private async ValueTask<ISingleRuns> ConnectSingleAsync(CancellationToken cancellationToken)
    {
        IGrainFactory grains = await _link.ConnectAsync(UnavailableTimeout, cancellationToken).ConfigureAwait(false);
        return grains.GetGrain<ISingleRuns>((uint)Interlocked.Increment(ref _singles) % SingleKeys);
    }

    private async ValueTask<IRunCoordinator> ConnectAsync(RunId runId, CancellationToken cancellationToken)
    {
        IGrainFactory grains = await _link.ConnectAsync(UnavailableTimeout, cancellationToken).ConfigureAwait(false);
        return grains.GetGrain<IRunCoordinator>(runId.ToString());
    }
}
