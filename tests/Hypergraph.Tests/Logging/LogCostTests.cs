using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Tests.Logging;

/// <summary>What a log costs that is there but not enabled.</summary>
public sealed class LogCostTests
{
    private const int Runs = 12_000;

    /// <summary>The least of so many measurements counts: now and then the runtime allocates some kilobytes on a thread, whatever runs there.</summary>
    private const int Rounds = 12;

    private static readonly Graph Chain = new(
    [
        Node.Create((int a) => a + 1, "b", "n1"),
        Node.Create((int b) => b + 1, "c", "n2"),
        Node.Create((int c) => c + 1, "d", "n3"),
    ]);

    [Fact]
    public void A_disabled_log_Is_asked_once_a_call()
    {
        var log = new AskedLogger(isEnabled: false);
        var runner = new SyncRunner { Logger = log };

        runner.Run(Chain, new { a = 1 });
        Assert.Equal(1, log.Asked);

        runner.Map(Chain, new { a = Enumerable.Range(0, 100).ToArray() }, "a");
        Assert.Equal(2, log.Asked);
    }

    [Fact]
    public void A_disabled_log_Allocates_nothing()
    {
        // A token that can be cancelled needs a context of its own, as a log does.
        using var source = new CancellationTokenSource();
        double without = BytesPerRun(new SyncRunner { SlowNodeThreshold = TimeSpan.Zero }, source.Token);
        double withLog = BytesPerRun(new SyncRunner { Logger = new AskedLogger(isEnabled: false), SlowNodeThreshold = TimeSpan.Zero }, source.Token);
        double withNullLog = BytesPerRun(new SyncRunner { Logger = NullLogger.Instance, SlowNodeThreshold = TimeSpan.Zero }, source.Token);

        Assert.Equal(without, withLog);
        Assert.Equal(without, withNullLog);
    }

    private static double BytesPerRun(SyncRunner runner, CancellationToken token)
    {
        var values = new Dictionary<string, object?> { ["a"] = 1 };
        for (int i = 0; i < 1_000; i++)
        {
            runner.Run(Chain, values, cancellationToken: token);
        }

        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Runs / Rounds; i++)
            {
                runner.Run(Chain, values, cancellationToken: token);
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Runs / Rounds);
        });
    }

    private sealed class AskedLogger(bool isEnabled) : ILogger
    {
        public int Asked { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException("The log is not enabled.");

        public bool IsEnabled(LogLevel logLevel)
        {
            Asked++;
            return isEnabled;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The log is not enabled.");
    }
}
