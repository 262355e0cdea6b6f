using System.Threading.Tasks.Sources;

namespace Hypergraph.Runs.Streams;

/// <summary>What one waits for again and again without a task for each time: it is set, waited for by one, and reset.</summary>
internal sealed class ReusableWaitSource : IValueTaskSource
{
    // Continuations run asynchronously, so that the thread that sets it continues too.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Resets it. No consumer may be waiting.</summary>
    public void Reset() => _core.Reset();

    /// <summary>Sets it, once after each reset.</summary>
    public void Set() => _core.SetResult(true);

    /// <summary>Waits until it is set.</summary>
    public ValueTask WaitAsync() => new(this, _core.Version);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
