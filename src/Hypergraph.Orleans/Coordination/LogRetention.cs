namespace Hypergraph.Orleans.Coordination;

/// <summary>Decides how long an ended run is kept: until its result is collected, until a timeout, or until its log is evicted.</summary>
/// <param name="graphs">The silo's limits.</param>
/// <param name="logs">The logs on the silo.</param>
internal sealed class LogRetention(SiloGraphs graphs, KeptLogs logs)
{
    private KeptLog? _keptLog;
    private long _endedAt;
    private bool _isCollected;
    private bool _hasOwner = true;

    /// <summary>The time of the last read, as <see cref="Environment.TickCount64"/>.</summary>
    public long LastRead { get; set; } = Environment.TickCount64;

    /// <summary>Records that a caller has all results.</summary>
    public void MarkCollected(bool isOwner)
    {
        _isCollected = true;
        _hasOwner &= !isOwner;
    }

    /// <summary>Whether the run may be released. Its own caller must still find it: otherwise it would run the items again.</summary>
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

    /// <summary>Releases the space of the log.</summary>
    public void Release()
    {
        if (_keptLog is { } log)
        {
            logs.Remove(log);
        }
    }
}
