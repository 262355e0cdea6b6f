using System.Threading.Channels;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;
using Hypergraph.Orleans.Transport;

namespace Hypergraph.Orleans.Calling;

/// <summary>Submits items to one epoch of a run, while another task reads their results.</summary>
/// <param name="items">The items, in order; null if there are none to submit.</param>
/// <param name="submitted">The record of the items.</param>
/// <param name="coordinator">The run's coordinator.</param>
/// <param name="allSubmitted">Completed when the cluster has all items.</param>
internal sealed class ItemSubmission(
    ChannelReader<ItemInput>? items, SubmittedItems submitted, CoordinatorClient coordinator, TaskCompletionSource allSubmitted) : IDisposable
{
    private const int BatchSize = 100;

    private CancellationTokenSource _ended = new();
    private Task _task = Task.CompletedTask;

    /// <summary>Submits the items that have not ended, and then the others.</summary>
    public void Begin(int epoch)
    {
        _ended.Dispose();
        _ended = new CancellationTokenSource();
        CancellationToken token = _ended.Token;
        _task = Task.Run(() => SubmitAsync(epoch, token), CancellationToken.None);
    }

    public void ThrowIfFailed()
    {
        if (_task.IsFaulted)
        {
            _task.GetAwaiter().GetResult();
        }
    }

    public async Task EndAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        try
        {
            await _task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Requested above.
        }
        catch (ClusterUnavailableException)
        {
            // The read loop reports a lasting failure.
        }
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
        _task.Abandon();
    }

    private async Task SubmitAsync(int epoch, CancellationToken cancellationToken)
    {
        foreach (ItemInput[] batch in WireBatches.Split(submitted.GetUnfinished(), BatchSize, i => i.Bytes))
        {
            await AddAsync(epoch, batch, isLast: false, cancellationToken).ConfigureAwait(false);
        }

        while (await items!.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            List<ItemInput> batch = [];
            while (batch.Count < BatchSize && items.TryRead(out ItemInput? item))
            {
                submitted.Add(item);
                batch.Add(item);
            }

            foreach (ItemInput[] message in WireBatches.Split(batch, BatchSize, i => i.Bytes))
            {
                await AddAsync(epoch, message, isLast: false, cancellationToken).ConfigureAwait(false);
            }
        }

        await AddAsync(epoch, [], isLast: true, cancellationToken).ConfigureAwait(false);
        allSubmitted.TrySetResult();
    }

    private async Task AddAsync(int epoch, ItemInput[] batch, bool isLast, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!await coordinator.AddAsync(epoch, batch, isLast).ConfigureAwait(false))
        {
            // The coordinator has another epoch: the read loop detects it and restarts the submission.
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
    }
}
