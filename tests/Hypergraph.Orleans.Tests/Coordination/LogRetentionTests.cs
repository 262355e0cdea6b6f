using Hypergraph.Orleans.Coordination;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>The time and the size for which ended runs are kept.</summary>
public sealed class LogRetentionTests
{
    private static readonly TimeSpan Away = TimeSpan.FromHours(1);

    private readonly SiloGraphs _graphs = new() { MaxKeptLogBytes = 100, CollectedTimeout = TimeSpan.FromHours(1), KeptLogTimeout = TimeSpan.FromHours(1) };
    private readonly KeptLogs _logs;

    public LogRetentionTests() => _logs = new KeptLogs(_graphs);

    [Fact]
    public void Kept_logs_Above_the_limit_Evict_the_oldest()
    {
        KeptLog[] kept = [_logs.Add(40), _logs.Add(40), _logs.Add(40)];

        Assert.Equal([true, false, false], kept.Select(k => k.IsEvicted));
        _logs.Remove(kept[0]);
        _logs.Remove(kept[1]);
        _logs.Add(60);
        Assert.False(kept[2].IsEvicted);
        _logs.Add(1);
        Assert.True(kept[2].IsEvicted);
    }

    [Fact]
    public void Run_That_keeps_no_log_Expires_when_its_caller_has_the_result()
    {
        var retention = new LogRetention(_graphs, _logs);
        RunLedger ledger = Ledgers.Create(keepsLog: false);

        Assert.False(retention.IsExpired(ledger, TimeSpan.Zero));
        retention.MarkCollected(isOwner: true);

        Assert.True(retention.IsExpired(ledger, TimeSpan.Zero));
    }

    [Fact]
    public void Run_That_keeps_its_log_Expires_after_the_last_read_when_its_caller_has_the_result()
    {
        var retention = new LogRetention(_graphs, _logs);
        RunLedger ledger = Ledgers.Create();
        retention.MarkCollected(isOwner: true);

        Assert.False(retention.IsExpired(ledger, TimeSpan.Zero));
        _graphs.CollectedTimeout = TimeSpan.Zero;
        retention.LastRead = Environment.TickCount64 - 1;

        Assert.True(retention.IsExpired(ledger, TimeSpan.Zero));
    }

    [Fact]
    public void Run_Whose_result_another_caller_has_Expires_when_its_own_caller_is_away()
    {
        var retention = new LogRetention(_graphs, _logs) { LastRead = Environment.TickCount64 - 1 };
        _graphs.CollectedTimeout = TimeSpan.Zero;
        RunLedger ledger = Ledgers.Create();
        retention.MarkCollected(isOwner: false);

        Assert.False(retention.IsExpired(ledger, callerSilence: TimeSpan.Zero));
        Assert.True(retention.IsExpired(ledger, Away));
    }

    [Fact]
    public void Run_Without_a_caller_Expires_after_a_timeout_or_when_its_log_is_evicted()
    {
        var retention = new LogRetention(_graphs, _logs);
        RunLedger ledger = Ledgers.Create();
        Assert.False(retention.IsExpired(ledger, Away));

        _logs.Add(101);
        Assert.True(retention.IsExpired(ledger, Away));

        _graphs.KeptLogTimeout = TimeSpan.FromTicks(1);
        var late = new LogRetention(_graphs, new KeptLogs(_graphs));
        Assert.True(SpinWait.SpinUntil(() => late.IsExpired(ledger, Away), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Log_That_is_too_large_Drops_entries_that_the_caller_has_and_events_while_it_is_away()
    {
        RunLedger ledger = Ledgers.Create();
        LedgerItem[] items = [.. ledger.Add([new ItemInput { Item = 0, Values = [] }, new ItemInput { Item = 1, Values = [] }])];
        foreach (LedgerItem item in items)
        {
            ledger.Assign(item, "silo");
        }

        ledger.Acknowledge(beforeEntry: 2);
        Assert.Equal(2, ledger.Log.Count);

        ledger.LimitLog(maxBytes: 1, isCallerAway: true);
        var events = new WireEvent[] { new() { Kind = WireEventKind.RunStart, Span = 1, Time = 0 } };
        Assert.NotNull(ledger.Apply(new LogEntry { Item = 0, Attempt = 1, Events = events, Result = new WireResult { Status = RunStatus.Completed } }, "silo"));
        Assert.Empty(ledger.Log[^1].Events);
        Assert.NotNull(ledger.Log[^1].Result);

        ledger.LimitLog(maxBytes: 1, isCallerAway: false);
        Assert.NotNull(ledger.Apply(new LogEntry { Item = 1, Attempt = 1, Events = events, Result = new WireResult { Status = RunStatus.Completed } }, "silo"));
        Assert.Single(ledger.Log[^1].Events);

        ledger.Acknowledge(beforeEntry: 4);
        Assert.Equal((0, 0L, 4L), (ledger.Log.Count, ledger.LogBytes, ledger.LogStart));
    }

    [Fact]
    public void Options_Outside_their_range_Are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _graphs.KeptLogTimeout = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => _graphs.KeptLogTimeout = TimeSpan.FromDays(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => _graphs.MaxKeptLogBytes = -1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(50 * 86_400.0)]
    public void SilenceTimeout_Outside_its_range_Is_refused(double seconds)
    {
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() => _graphs.SilenceTimeout = TimeSpan.FromSeconds(seconds));

        Assert.StartsWith("SilenceTimeout is at least 2 s and at most 24 days.", refused.Message, StringComparison.Ordinal);
    }
}
