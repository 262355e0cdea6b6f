using System.Runtime.CompilerServices;
using Hypergraph.Extensions.Hosting.Registrations;
using Hypergraph.Extensions.Hosting.Registry;
using Hypergraph.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Extensions.Hosting.Running;

/// <summary>
/// The runner of the container. It passes calls to the runner of the host, each with the processors of the container, a service scope, and a place in the registry, so that it
/// stops with the host.
/// </summary>
internal sealed class HostedGraphRunner : IResumableGraphRunner
{
    private readonly IServiceProvider _services;

    // Created after this object, because processors and interceptors may depend on the runner.
    private readonly Lazy<IGraphRunner> _inner;
    private readonly Lazy<HostedCallParts> _sharedParts;

    public HostedGraphRunner(IServiceProvider services, RunRegistry registry, RunnerRegistration runner)
    {
        _services = services;
        _inner = new Lazy<IGraphRunner>(() => runner.Create(services));
        _sharedParts = new Lazy<HostedCallParts>(() => new HostedCallParts(
            services.GetRequiredService<IServiceScopeFactory>(),
            registry,
            [.. services.GetServices<ProcessorRegistration>().Select(r => r.Find(services))],
            services.GetService<ILoggerFactory>()?.CreateLogger(HostLog.Category) ?? NullLogger.Instance));
    }

    private IGraphRunner Runner => _inner.Value;

    private HostedCallParts Parts => _sharedParts.Value;

    private IResumableGraphRunner Resumable => Runner as IResumableGraphRunner ?? throw new NotSupportedException(
        $"The runner of the host, {Runner.GetType().Name}, cannot resume a paused result. Answer with an InterruptHandler, or use a runner that implements IResumableGraphRunner.");

    /// <summary>Creates the runner, the processors and the interceptors, so that the host does not start if one of them cannot be created.</summary>
    public void Prepare()
    {
        _ = Runner;
        _ = Parts;
    }

    public Task<RunResult> RunAsync(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        CompletionOf(() => StartRun(graph?.Name, WithoutEvents(options), (o, token) => Runner.Start(graph!, inputs, o, token), cancellationToken));

    public Task<MapResult> MapAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        CompletionOf(() => StartMap(graph?.Name, WithoutEvents(options), (o, token) => Runner.StartMap(graph!, inputs, over, o, token), cancellationToken));

    public RunHandle<RunResult> Start(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        StartRun(graph?.Name, options ?? new RunOptions(), (o, token) => Runner.Start(graph!, inputs, o, token), cancellationToken);

    public RunHandle<MapResult> StartMap(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMap(graph?.Name, options ?? new MapOptions(), (o, token) => Runner.StartMap(graph!, inputs, over, o, token), cancellationToken);

    public Task<RunResult> ResumeAsync(RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        CompletionOf(() => StartRun(graphName: null, WithoutEvents(options), (o, token) => Resumable.StartResume(paused, answers, o, token), cancellationToken));

    public Task<MapResult> ResumeMapAsync(MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        CompletionOf(() => StartMap(graphName: null, WithoutEvents(options), (o, token) => Resumable.StartResumeMap(paused, answers, o, token), cancellationToken));

    public RunHandle<RunResult> StartResume(RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        StartRun(graphName: null, options ?? new RunOptions(), (o, token) => Resumable.StartResume(paused, answers, o, token), cancellationToken);

    public RunHandle<MapResult> StartResumeMap(MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMap(graphName: null, options ?? new MapOptions(), (o, token) => Resumable.StartResumeMap(paused, answers, o, token), cancellationToken);

    public IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapStreamOptions used = options ?? new MapStreamOptions();

        // Invalid input is rejected here, not when the first result is requested.
        _ = Runner.MapStreamAsync(graph, inputs, over, items, used with { Services = used.Services ?? _services }, cancellationToken);
        return StreamAsync(graph, inputs, over, items, used, cancellationToken);
    }

    /// <summary>The task of a call. What prevents the call is in the task too, as in other runners.</summary>
    private static Task<TResult> CompletionOf<TResult>(Func<RunHandle<TResult>> start)
    {
        try
        {
            return start().Completion;
        }
        catch (Exception exception)
        {
            return Task.FromException<TResult>(exception);
        }
    }

    private static RunOptions WithoutEvents(RunOptions? options) => (options ?? new RunOptions()) with { KeepEvents = false };

    private static MapOptions WithoutEvents(MapOptions? options) => (options ?? new MapOptions()) with { KeepEvents = false };

    private RunHandle<RunResult> StartRun(
        string? graphName, RunOptions options, Func<RunOptions, CancellationToken, RunHandle<RunResult>> start, CancellationToken cancellationToken) =>
        Start(graphName, isMap: false, options, start, static r => r.Status, cancellationToken);

    private RunHandle<MapResult> StartMap(
        string? graphName, MapOptions options, Func<MapOptions, CancellationToken, RunHandle<MapResult>> start, CancellationToken cancellationToken) =>
        Start(graphName, isMap: true, options, start, static r => r.Status, cancellationToken);

    private RunHandle<TResult> Start<TOptions, TResult>(
        string? graphName,
        bool isMap,
        TOptions options,
        Func<TOptions, CancellationToken, RunHandle<TResult>> start,
        Func<TResult, RunStatus> statusOf,
        CancellationToken cancellationToken)
        where TOptions : RunOptions
    {
        var call = HostedCall.Begin(Parts, graphName, options, isMap, cancellationToken);
        RunHandle<TResult> handle;
        try
        {
            handle = start(call.Complete(options), call.Token);
        }
        catch
        {
            call.Discard();
            throw;
        }

        call.Attach(handle.RunId, handle.Stop);
        var completion = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = EndAsync(call, handle, completion);
        return ResultFactory.CreateHandle(handle.RunId, completion.Task, statusOf, handle.Stop, options.KeepEvents ? handle.Events : null);
    }

    /// <summary>Ends the call with its run. The task of the call ends as that of the run does: a failure is never a cancelled task.</summary>
    private static async Task EndAsync<TResult>(HostedCall call, RunHandle<TResult> handle, TaskCompletionSource<TResult> completion)
    {
        await ((Task)handle.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CancellationToken reported = call.ReportedToken;
        await call.EndAsync(handle.Status).ConfigureAwait(false);
        if (handle.Completion.IsCanceled)
        {
            completion.SetCanceled(reported);
        }
        else
        {
            completion.SetFromTask(handle.Completion);
        }
    }

    private async IAsyncEnumerable<RunResult> StreamAsync<T>(
        Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = HostedCall.Begin(Parts, graph.Name, options, isMap: true, cancellationToken);
        using var source = new StoppableSource<T>(items);
        call.Recorder.Attach(source.Stop);
        try
        {
            await foreach (RunResult result in Runner.MapStreamAsync(graph, inputs, over, source.ReadAsync(call.Token), call.Complete(options), call.Token).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            await call.EndAsync(source.IsStopRequested ? RunStatus.Stopped : call.Recorder.EndStatus ?? RunStatus.Stopped).ConfigureAwait(false);
        }
    }
}
