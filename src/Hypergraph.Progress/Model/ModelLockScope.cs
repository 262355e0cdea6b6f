namespace Hypergraph.Progress;

/// <summary>A stay in a model that keeps everyone else out. It ends when it is disposed of.</summary>
internal readonly ref struct ModelLockScope(ModelLock gate, LockBias? suspended)
{
    public void Dispose() => gate.ExitScope(suspended);
}
