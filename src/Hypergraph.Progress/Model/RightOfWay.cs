namespace Hypergraph.Progress;

/// <summary>Lets a thread through a <see cref="ModelGate"/> without its lock, as long as the gate holds to it.</summary>
/// <param name="thread">The thread.</param>
internal sealed class RightOfWay(int thread)
{
    private bool _isInside;

    public bool IsOfThisThread => thread == Environment.CurrentManagedThreadId;

    /// <summary>Whether the thread is inside. Only the thread itself says so.</summary>
    public bool IsInside
    {
        get => Volatile.Read(ref _isInside);
        set => Volatile.Write(ref _isInside, value);
    }
}
