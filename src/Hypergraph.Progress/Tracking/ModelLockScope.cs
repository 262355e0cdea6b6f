namespace Hypergraph.Progress.Tracking;

/// <summary>Exclusive access to a model until it is disposed.</summary>
internal readonly ref struct ModelLockScope(ModelLock modelLock, LockBias? suspendedBias)
{
    public void Dispose() => modelLock.ExitScope(suspendedBias);
}
