using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;

namespace Hypergraph.Orleans.Calling;

/// <summary>Sends the requests of one call to the coordinator of its run, and repeats those without a reply. Thread-safe.</summary>
/// <param name="connect">Connects to the coordinator.</param>
/// <param name="graph">The name of the graph.</param>
/// <param name="limits">The timeouts.</param>
internal sealed class CoordinatorClient(Func<CancellationToken, ValueTask<IRunCoordinator>> connect, string graph, CallLimits limits)
{
    private IRunCoordinator? _coordinator;
    private long _lastReply = Environment.TickCount64;

    public bool IsConnected => _coordinator is not null;

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _coordinator = await connect(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _lastReply, Environment.TickCount64);
    }

    /// <summary>Starts the run, or another epoch of it.</summary>
    /// <returns>The silos of <paramref name="previousSilos"/> that have failed.</returns>
    /// <exception cref="GraphNotAvailableException">A silo does not have the graph.</exception>
    /// <exception cref="ClusterUnavailableException">No reply arrived within the timeout.</exception>
    public async Task<string[]> StartAsync(RunSpec spec, string[] previousSilos, string? startedOn)
    {
        StartReply reply = await CallWithRetryAsync(c => c.StartAsync(spec, previousSilos, startedOn)).ConfigureAwait(false);
        if (reply.Refusal is { } refusal)
        {
            throw new GraphNotAvailableException(refusal);
        }

        limits.Availability.Derive(reply.DetectionTime);
        return reply.FailedSilos;
    }

    /// <inheritdoc cref="IRunCoordinator.AddAsync"/>
    /// <exception cref="ClusterUnavailableException">No reply arrived within the timeout.</exception>
    public Task<bool> AddAsync(int epoch, ItemInput[] items, bool isLast) => CallWithRetryAsync(c => c.AddAsync(epoch, items, isLast));

    /// <inheritdoc cref="IRunCoordinator.ReadAsync"/>
    /// <exception cref="ClusterUnavailableException">No reply arrived within the timeout.</exception>
    public Task<ReadReply> ReadAsync(int epoch, long from, bool isOwner) => CallWithRetryAsync(c => c.ReadAsync(epoch, from, isOwner));

    /// <summary>Requests the run to stop, or cancels it. Each retry sends the current state of the request.</summary>
    /// <exception cref="ClusterUnavailableException">No reply arrived within the timeout.</exception>
    public Task StopAsync(StopRequest stop) => CallWithRetryAsync(async c =>
    {
        await c.StopAsync(stop.Reason, stop.IsCancelling).ConfigureAwait(false);
        return true;
    });

    /// <summary>Reports once, without a retry, that the caller has all results.</summary>
    public async Task CloseAsync(bool isOwner)
    {
        try
        {
            await _coordinator!.CloseAsync(isOwner).WithTimeoutAsync(limits.ReplyTimeout).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The coordinator releases the run after its timeouts.
        }
    }

    private async Task<T> CallWithRetryAsync<T>(Func<IRunCoordinator, Task<T>> call)
    {
        while (true)
        {
            try
            {
                T reply = await call(_coordinator!).WithTimeoutAsync(limits.ReplyTimeout).ConfigureAwait(false);
                Volatile.Write(ref _lastReply, Environment.TickCount64);
                return reply;
            }
            catch (Exception exception)
            {
                long timeSinceReply = Environment.TickCount64 - Volatile.Read(ref _lastReply);
                if (timeSinceReply > limits.UnavailableTimeout.TotalMilliseconds)
                {
                    throw new ClusterUnavailableException(
                        $"The cluster has not answered for {timeSinceReply / 1000} s: no silo that could run graph '{graph}' can be reached. Last: {exception.Message}", exception);
                }

                await Task.Delay(CallLimits.RetryDelay).ConfigureAwait(false);
            }
        }
    }
}
