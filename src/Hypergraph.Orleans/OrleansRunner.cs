using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Hosting;
using Inputs = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, object?>>;

namespace Hypergraph.Orleans;

/// <summary>
/// Runs graphs on an Orleans cluster: the items of a map spread over all silos, a single run goes to one. It has the interface
/// of <see cref="AsyncRunner"/> and gives the same results and the same events. Safe from any thread; any number of calls at
/// once.
/// </summary>
/// <remarks>
/// <para>
/// A graph is found by its name on the silos, which register it with
/// <see cref="HypergraphSiloBuilderExtensions.AddHypergraph"/>; only inputs, outputs and events travel.
/// </para>
/// <para>
/// When a silo is lost, what it had under way runs again elsewhere: a node's function may be called more than once
/// (at-least-once). Each result comes once, and so does each start and each end event.
/// </para>
/// </remarks>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The runner owns the link and disposes of it.")]
public sealed partial class OrleansRunner : IAsyncDisposable
{
    private const string Reflection = "The properties of an object are read by reflection. Give a dictionary, or name-value tuples, where that is trimmed.";
    private const int DefaultMaxRetries = 3;
    private const int LeastRetriesWithoutCoordinator = 2;

    // Calls of single runs spread over the gateways, as far as there are not more than so many.
    private const int SingleKeys = 64;

    private static readonly RunOptions DefaultRunOptions = new();
    private static readonly MapOptions DefaultMapOptions = new();

    // A reader waits for news for at most a second; who has not answered by then is asked again.
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LeastUnavailableTimeout = TimeSpan.FromSeconds(1);

    private readonly IClusterLink _link;
    private readonly AvailabilityLimit _availability = new();
    private int _singles;
    private readonly CallPlanner _planner;
    private readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Creates the runner.</summary>
    /// <param name="client">A connected client of the cluster, or the grain factory of a silo in this process.</param>
    /// <param name="eventProcessors">Processors for every call.</param>
    public OrleansRunner(IGrainFactory client, params EventProcessor[] eventProcessors)
        : this(new RemoteLink(client ?? throw new ArgumentNullException(nameof(client))), eventProcessors)
    {
    }

    /// <summary>Creates the runner with a client of its own, which connects with the first call and ends with <see cref="DisposeAsync"/>.</summary>
    /// <param name="configure">Says how the client finds the cluster: <c>client => client.UseRedisClustering("localhost:6379")</c>.</param>
    /// <param name="eventProcessors">Processors for every call.</param>
    /// <remarks>
    /// A call whose client finds no gateway that answers within <see cref="UnavailableTimeout"/> ends with
    /// <see cref="ClusterUnavailableException"/>, and the next one tries again; a client that is started elsewhere waits without end.
    /// </remarks>
    public OrleansRunner(Action<IClientBuilder> configure, params EventProcessor[] eventProcessors)
        : this(new ClientLink(configure ?? throw new ArgumentNullException(nameof(configure))), eventProcessors)
    {
    }

    private OrleansRunner(IClusterLink link, EventProcessor[] eventProcessors)
    {
        ArgumentNullException.ThrowIfNull(eventProcessors);
        _link = link;
        _planner = new CallPlanner(this, link);
        EventProcessors = [.. eventProcessors];
    }

    /// <summary>Processors for every call, beside those of the call and of the graph. They run here, with the caller.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; }

    /// <summary>Where failures of processors are logged.</summary>
    /// <value>The default value logs nothing.</value>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The clock of the root's events; those of nodes carry the time of their silos, as far as it does not go back.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The time in which, at the end of a call, all processors with a queue have to process what is left in it.</summary>
    /// <value>The default value is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; or it is longer than a timer can wait, about 49.7 days.
    /// </exception>
    public TimeSpan ShutdownTimeout
    {
        get => _shutdownTimeout;

        // The limits are those of the local runner, which checks them.
        init => _shutdownTimeout = new AsyncRunner { ShutdownTimeout = value }.ShutdownTimeout;
    }

    /// <summary>Writes and reads the values that travel. Silos need the same (<see cref="SiloGraphs.Values"/>).</summary>
    /// <value>The default value is <see cref="JsonValueCodec.Default"/>.</value>
    public ValueCodec Values { get; init; } = JsonValueCodec.Default;

    /// <summary>After how long without any answer from the cluster a call ends with <see cref="ClusterUnavailableException"/>.</summary>
    /// <value>
    /// The default value is twice as long as the cluster needs to notice that silos are lost, by its <c>ClusterMembershipOptions</c>, and at least 60 seconds.
    /// It is 60 seconds until the first call was answered.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than a second, or more than 24 days.</exception>
    public TimeSpan UnavailableTimeout
    {
        get => _availability.Value;
        init => _availability = new AvailabilityLimit(WaitLimit.Check(value, LeastUnavailableTimeout, nameof(UnavailableTimeout)));
    }

    internal AvailabilityLimit Availability => _availability;

    /// <summary>How often an item, or a single run, may be lost with its silo and run again, before it ends as failed.</summary>
    /// <value>The default value is 3.</value>
    public int MaxRetries { get; init; } = DefaultMaxRetries;

    /// <summary>
    /// Whether the coordinator keeps the results and events of runs that are started with a handle, so that other callers may attach: until half a minute
    /// after the result was collected, else for <see cref="SiloGraphs.KeptLogTimeout"/> after the end, in
    /// <see cref="SiloGraphs.MaxKeptLogBytes"/>. Otherwise it forgets what the caller has, as it does for <c>RunAsync</c>, <c>MapAsync</c> and maps over streams.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool KeepsLog { get; init; } = true;

    /// <summary>A cluster of one silo in this process, with no set-up at all: graphs need no registering.</summary>
    /// <param name="eventProcessors">Processors for every call.</param>
    /// <remarks>The silo starts with the first call, on free ports of the loopback address, and ends with <see cref="DisposeAsync"/>.</remarks>
    public static OrleansRunner Local(params EventProcessor[] eventProcessors) => new(new LocalLink(new SiloGraphs()), eventProcessors);

    /// <summary>A cluster of one silo in this process, with a say in how it runs graphs.</summary>
    /// <param name="configure">Sets how many items it runs at once, its runner, and its codec.</param>
    /// <param name="eventProcessors">Processors for every call.</param>
    public static OrleansRunner Local(Action<SiloGraphs> configure, params EventProcessor[] eventProcessors)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var graphs = new SiloGraphs();
        configure(graphs);
        return new OrleansRunner(new LocalLink(graphs), eventProcessors) { Values = graphs.Values };
    }

    /// <summary>Runs a graph on one silo.</summary>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="values">The inputs by name.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Reaches the nodes that take one; no node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is not given.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    /// <exception cref="ValueTransportException">A value cannot travel.</exception>
    /// <exception cref="GraphNotAvailableException">A silo does not know the graph, or another version of it.</exception>
    /// <exception cref="ClusterUnavailableException">No silo answers.</exception>
    /// <exception cref="RemoteNodeException">A node failed, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RunResult> RunAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        CallPlan plan = _planner.PlanRun(graph, values, options ?? DefaultRunOptions, hasHandle: false);

        // What may be lost only once needs to be counted from the first.
        bool beginsAtOnce = MaxRetries >= LeastRetriesWithoutCoordinator;
        var call = new SingleCall(plan, token => ConnectAsync(plan.Spec.RunId, token), Limits, ShutdownTimeout, single: beginsAtOnce ? ConnectSingleAsync : null);
        return await call.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a graph with the properties of an object as inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(Reflection)]
    public Task<RunResult> RunAsync(Graph graph, object values, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(graph, CallInputs.Read(values), options, cancellationToken);

    /// <summary>Runs a graph with name-value tuples as inputs.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    public Task<RunResult> RunAsync(
        Graph graph, (string Name, object? Value)[] values, RunOptions options, CancellationToken cancellationToken = default) =>
        RunAsync(graph, CallInputs.Read(values.AsSpan()), options, cancellationToken);

    /// <summary>Runs a graph with name-value tuples as inputs: <c>RunAsync(graph, ("x", 5), ("y", 6))</c>.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    public Task<RunResult> RunAsync(Graph graph, params (string Name, object? Value)[] values) =>
        RunAsync(graph, CallInputs.Read(values.AsSpan()));

    /// <summary>Runs a graph once for each item of the named inputs, spread over all silos.</summary>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="values">The inputs by name; those mapped over are collections, the others the same for every item.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs make items, processors, errors, limits.</param>
    /// <param name="cancellationToken">Reaches the nodes that take one; no node starts once it is cancelled.</param>
    /// <returns>The results, in input order.</returns>
    /// <exception cref="MissingInputException">A required input is not given.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    /// <exception cref="ValueTransportException">A value cannot travel.</exception>
    /// <exception cref="GraphNotAvailableException">A silo does not know the graph, or another version of it.</exception>
    /// <exception cref="ClusterUnavailableException">No silo answers.</exception>
    /// <exception cref="RemoteNodeException">A node failed, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>With <see cref="ErrorHandling.Raise"/> no item starts after one has failed, and those under way finish.</remarks>
    public async Task<MapResult> MapAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        (CallPlan plan, Inputs items) = _planner.PlanMap(graph, values, over, options ?? DefaultMapOptions, hasHandle: false);
        return await CreateMap(plan, items).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Maps with the properties of an object as inputs: <c>new { x = numbers }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="MapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(Reflection)]
    public Task<MapResult> MapAsync(Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        MapAsync(graph, CallInputs.Read(values), over, options, cancellationToken);

    /// <summary>Maps with name-value tuples as inputs.</summary>
    /// <inheritdoc cref="MapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    public Task<MapResult> MapAsync(
        Graph graph, (string Name, object? Value)[] values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        MapAsync(graph, CallInputs.Read(values.AsSpan()), over, options, cancellationToken);

    /// <summary>Starts a run and gives a handle on it, whose <see cref="RunHandle{TResult}.RunId"/> others may attach to.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    /// <remarks>Bad input is refused here; whatever happens on the cluster is told by <see cref="RunHandle{TResult}.Completion"/>.</remarks>
    public RunHandle<RunResult> Start(
        Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunOptions used = options ?? DefaultRunOptions;
        CallPlan plan = _planner.PlanRun(graph, values, used, hasHandle: true);
        return HandleOf(plan, CreateRun(plan), cancellationToken);
    }

    /// <summary>Starts a run with the properties of an object as inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="Start(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(Reflection)]
    public RunHandle<RunResult> Start(Graph graph, object values, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        Start(graph, CallInputs.Read(values), options, cancellationToken);

    /// <summary>As <c>Start</c>, but waits until the cluster has the run: from then on it needs its caller no more.</summary>
    /// <inheritdoc cref="Start(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    public async Task<RunHandle<RunResult>> StartAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunOptions used = options ?? DefaultRunOptions;
        CallPlan plan = _planner.PlanRun(graph, values, used, hasHandle: true);
        SingleCall call = CreateRun(plan);
        RunHandle<RunResult> handle = HandleOf(plan, call, cancellationToken);
        await call.AllSubmitted.ConfigureAwait(false);
        return handle;
    }

    /// <summary>Starts a run with the properties of an object as inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="StartAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(Reflection)]
    public Task<RunHandle<RunResult>> StartAsync(Graph graph, object values, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(graph, CallInputs.Read(values), options, cancellationToken);

    /// <summary>Starts a map and gives a handle on it, whose <see cref="RunHandle{TResult}.RunId"/> others may attach to.</summary>
    /// <inheritdoc cref="MapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    /// <remarks>Bad input is refused here; whatever happens on the cluster is told by <see cref="RunHandle{TResult}.Completion"/>.</remarks>
    public RunHandle<MapResult> StartMap(
        Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapOptions used = options ?? DefaultMapOptions;
        (CallPlan plan, Inputs items) = _planner.PlanMap(graph, values, over, used, hasHandle: true);
        return HandleOf(plan, CreateMap(plan, items), cancellationToken);
    }

    /// <summary>Starts a map with the properties of an object as inputs: <c>new { x = numbers }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="StartMap(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(Reflection)]
    public RunHandle<MapResult> StartMap(Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMap(graph, CallInputs.Read(values), over, options, cancellationToken);

    /// <summary>As <c>StartMap</c>, but waits until the cluster has all items: from then on it needs its caller no more.</summary>
    /// <inheritdoc cref="StartMap(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    public async Task<RunHandle<MapResult>> StartMapAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapOptions used = options ?? DefaultMapOptions;
        (CallPlan plan, Inputs items) = _planner.PlanMap(graph, values, over, used, hasHandle: true);
        MapCall call = CreateMap(plan, items);
        RunHandle<MapResult> handle = HandleOf(plan, call, cancellationToken);
        await call.AllSubmitted.ConfigureAwait(false);
        return handle;
    }

    /// <summary>Starts a map with the properties of an object as inputs: <c>new { x = numbers }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="StartMapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(Reflection)]
    public Task<RunHandle<MapResult>> StartMapAsync(
        Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMapAsync(graph, CallInputs.Read(values), over, options, cancellationToken);

    /// <summary>Ends the silo of <see cref="Local(EventProcessor[])"/>, or the client of the runner's own; what was set up elsewhere is left alone.</summary>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static RunHandle<RunResult> HandleOf(CallPlan plan, SingleCall call, CancellationToken cancellationToken) => new(
        plan.Spec.RunId, RunOnThreadPool(call.RunAsync, cancellationToken), static r => r.Status, call.Stop, plan.Relay.Events);

    private static RunHandle<MapResult> HandleOf(CallPlan plan, MapCall call, CancellationToken cancellationToken) => new(
        plan.Spec.RunId, RunOnThreadPool(call.RunAsync, cancellationToken), static r => r.Status, call.Stop, plan.Relay.Events);

    /// <summary>The task of a handle: a node's own <see cref="OperationCanceledException"/> makes it faulted, not cancelled.</summary>
    private static Task<TResult> RunOnThreadPool<TResult>(Func<CancellationToken, Task<TResult>> run, CancellationToken cancellationToken)
    {
        Task<TResult> begun = Task.Run(SettleAsync, CancellationToken.None).Unwrap();

        // The caller may leave without asking how it ended.
        begun.Abandon();
        return begun;

        async Task<Task<TResult>> SettleAsync()
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

    private CallLimits Limits => new(_availability, ReplyTimeout, MaxRetries);

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
