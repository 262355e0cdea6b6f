namespace Hypergraph.Orleans;

/// <summary>Decides how long a run is kept that has ended: until its result was collected, for some time, or until its room is needed.</summary>
/// <param name="graphs">The silo's limits.</param>
/// <param name="logs">The logs on the silo.</param>
internal sealed class LogRetention(SiloGraphs graphs, KeptLogs logs)
{
    private KeptLog? _keptLog;
    private long _endedAt;
    private bool _isCollected;
    private bool _hasOwner = true;

    /// <summary>When a caller has read last.</summary>
    public long LastRead { get; set; } = Environment.TickCount64;

    /// <summary>Notes that a caller has all results.</summary>
    public void MarkCollected(bool isOwner)
    {
        _isCollected = true;
        _hasOwner &= !isOwner;
    }

    /// <summary>Whether the run may be forgotten. Its own caller, were it to come back and find nothing, would run it again.</summary>
    public bool IsExpired(RunLedger ledger, TimeSpan callerSilence)
    {
        long now = Environment.TickCount64;
        if (_keptLog is null)
        {
            _keptLog = logs.Add(ledger.LogBytes);
            _endedAt = now;
        }

        bool isAwaited = _hasOwner && callerSilence <= ledger.Spec.CallerTimeout;
        return !isAwaited
            && (_keptLog.IsEvicted
                || (_isCollected && (!ledger.Spec.KeepsLog || now - LastRead > graphs.CollectedTimeout.TotalMilliseconds))
                || now - _endedAt > graphs.KeptLogTimeout.TotalMilliseconds);
    }

    /// <summary>Makes room for other logs.</summary>
    public void Release()
    {
        if (_keptLog is { } kept)
        {
            logs.Remove(kept);
        }
    }
}
