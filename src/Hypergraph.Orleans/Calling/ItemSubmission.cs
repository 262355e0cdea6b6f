namespace Hypergraph.Orleans;

/// <summary>The giving of items to one epoch of a run, beside the reading of what becomes of them.</summary>
/// <param name="give">Gives them.</param>
internal sealed class ItemSubmission(Func<CancellationToken, Task> give) : IDisposable
{
    private CancellationTokenSource _ended = new();
    private Task _task = Task.CompletedTask;

    public void Begin()
    {
        _ended.Dispose();
        _ended = new CancellationTokenSource();
        CancellationToken token = _ended.Token;
        _task = Task.Run(() => give(token), CancellationToken.None);
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
            // As asked.
        }
        catch (ClusterUnavailableException)
        {
            // Told by the reading, if it lasts.
        }
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
        _task.Abandon();
    }
}
