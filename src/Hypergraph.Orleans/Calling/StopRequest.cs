namespace Hypergraph.Orleans.Calling;

/// <summary>The request to stop or to cancel one call. Thread-safe.</summary>
internal sealed class StopRequest
{
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>Whether a stop or a cancellation was requested.</summary>
    public bool IsRequested { get; private set; }

    /// <summary>Whether a cancellation was requested.</summary>
    public bool IsCancelling { get; private set; }

    /// <summary>The first reason.</summary>
    public string? Reason { get; private set; }

    /// <summary>Requests a stop, or a cancellation.</summary>
    /// <returns>False if it was requested before, or if the call has ended.</returns>
    public bool TryRequest(string? reason, bool cancels)
    {
        lock (_lock)
        {
            bool isNew = cancels ? !IsCancelling : !IsRequested;
            if (!isNew || _isClosed)
            {
                return false;
            }

            IsRequested = true;
            IsCancelling |= cancels;
            Reason ??= reason;
            return true;
        }
    }

    /// <summary>Ignores further requests: the call has ended.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }
}
