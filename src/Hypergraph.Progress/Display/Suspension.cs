namespace Hypergraph.Progress.Display;

/// <summary>Ends a suspension, once.</summary>
internal sealed class Suspension(Action resume) : IDisposable
{
    private Action? _resume = resume;

    public void Dispose() => Interlocked.Exchange(ref _resume, null)?.Invoke();
}
