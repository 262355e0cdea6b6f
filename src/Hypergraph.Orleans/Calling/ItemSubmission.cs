using Hypergraph.Orleans.Timeouts;

namespace Hypergraph.Orleans.Calling;

/// <summary>Submits items to one epoch of a run, while another task reads their results.</summary>
/// <param name="submit">Submits the items.</param>
internal sealed class ItemSubmission(Func<CancellationToken, Task> submit) : IDisposable
{
    private CancellationTokenSource _ended = new();
    private Task _task = Task.CompletedTask;

    public void Begin()
    {
        _ended.Dispose();
        _ended = new CancellationTokenSource();
        CancellationToken token = _ended.Token;
        _task = Task.Run(() => submit(token), CancellationToken.None);
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
}
