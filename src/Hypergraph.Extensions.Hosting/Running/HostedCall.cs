using Hypergraph.Extensions.Hosting.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Extensions.Hosting.Running;

/// <summary>What one call of the host's runner has for itself: a service scope, a token, and its place in the registry.</summary>
internal sealed class HostedCall : IAsyncDisposable
{
    private readonly RunRegistry _registry;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cancel;
    private readonly AsyncServiceScope? _scope;
    private readonly CancellationToken _callerToken;
    private readonly IReadOnlyList<EventProcessor> _processors;

    private HostedCall(HostedCallParts parts, string? graphName, RunOptions options, bool isMap, CancellationToken cancellationToken)
    {
        _registry = parts.Registry;
        _logger = parts.Logger;
        _scope = options.Services is null ? parts.Services.CreateAsyncScope() : null;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _registry.CancelToken);
        _callerToken = cancellationToken;
        Recorder = new RunRecorder(_registry, graphName, options.WorkflowId, isMap);
        _processors = [Recorder, .. parts.Processors];
    }

    public RunRecorder Recorder { get; }

    /// <summary>Cancelled by the caller, or by the host.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>The token to report for a cancelled call.</summary>
    public CancellationToken ReportedToken => _callerToken.IsCancellationRequested ? _callerToken : _registry.CancelToken;

    /// <summary>Begins a call.</summary>
    /// <param name="parts">What all calls share.</param>
    /// <param name="graphName">The name of the graph; null if it has none, or it is not known before the first event.</param>
    /// <param name="options">The options of the caller.</param>
    /// <param name="isMap">Whether it is a map.</param>
    /// <param name="cancellationToken">The token of the caller.</param>
    /// <exception cref="InvalidOperationException">The host is stopping.</exception>
    public static HostedCall Begin(HostedCallParts parts, string? graphName, RunOptions options, bool isMap, CancellationToken cancellationToken)
    {
        var call = new HostedCall(parts, graphName, options, isMap, cancellationToken);
        try
        {
            parts.Registry.Begin(call.Recorder);
            return call;
        }
        catch
        {
            call.Discard();
            throw;
        }
    }

    /// <summary>Returns the options of the call: those of the caller, with the processors of the container and the services of the scope.</summary>
    public TOptions Complete<TOptions>(TOptions options)
        where TOptions : RunOptions => (TOptions)((RunOptions)options with
        {
            EventProcessors = [.. _processors, .. options.EventProcessors],
            Services = options.Services ?? _scope?.ServiceProvider,
        });

    /// <summary>Adds the run to the registry, with what stops it.</summary>
    public void Attach(RunId id, Func<string?, bool> stop)
    {
        _ = Recorder.EntryOf(id);
        Recorder.Attach(stop);
    }

    /// <summary>Ends the call. A service that throws when it is disposed does not change the result.</summary>
    public async ValueTask EndAsync(RunStatus status)
    {
        await DisposeAsync().ConfigureAwait(false);
        Recorder.End(status);
    }

    /// <summary>Disposes the scope of the call, which is to be ended with <see cref="EndAsync"/> if a run has begun.</summary>
    public async ValueTask DisposeAsync()
    {
        _cancel.Dispose();
        if (_scope is not { } scope)
        {
            return;
        }

        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            HostLog.ScopeFailed(_logger, exception);
        }
    }

    /// <summary>Disposes what was created for a call that did not begin. No service has been created in its scope.</summary>
    public void Discard()
    {
        Recorder.End(RunStatus.Stopped);
        _cancel.Dispose();
        _scope?.Dispose();
    }
}
