namespace Hypergraph.Progress.Tracking;

/// <summary>Allows a thread to enter a <see cref="ModelLock"/> without its lock, as long as the bias is in effect.</summary>
/// <param name="thread">The thread.</param>
internal sealed class LockBias(int thread)
{
    private bool _isEntered;

    public bool IsOwnedByCurrentThread => thread == Environment.CurrentManagedThreadId;

    /// <summary>Whether the thread is inside. Only the thread itself sets it.</summary>
    public bool IsEntered
    {
        get => Volatile.Read(ref _isEntered);
        set => Volatile.Write(ref _isEntered, value);
    }
}
