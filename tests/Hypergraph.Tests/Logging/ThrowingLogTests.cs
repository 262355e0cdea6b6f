using System.Diagnostics.CodeAnalysis;
using Hypergraph.Tests.Execution;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Logging;

/// <summary>A log that throws changes no run.</summary>
public sealed class ThrowingLogTests
{
    /// <summary>The methods of a log.</summary>
    [Flags]
    public enum Throwing
    {
        None = 0,
        IsEnabled = 1,
        Log = 2,
        BeginScope = 4,
        EndScope = 8,
    }

    public static MatrixTheoryData<string, Throwing> Cases => new(["sync", "async"], [Throwing.IsEnabled, Throwing.Log, Throwing.BeginScope, Throwing.EndScope, Throwing.Log | Throwing.EndScope]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_log_that_throws_Changes_no_result(string runner, Throwing throwing)
    {
        var log = new ThrowingLogger(throwing);
        var graph = new Graph("g", [
            Node.Create((int x) => x % 2 == 0 ? x : throw new FormatException("odd"), "y", "even").WithInterceptors(new Around((call, token, next) =>
            {
                call.StartAttempt().End(new IOException("first"));
                call.StartAttempt();
                return next(token);
            })),
        ]);
        object values = new { x = new[] { 1, 2 } };
        var options = new MapOptions { ErrorHandling = ErrorHandling.Continue };

        MapResult result = runner == "async"
            ? await new AsyncRunner { Logger = log, SlowNodeThreshold = TimeSpan.Zero }.MapAsync(graph, values, "x", options)
            : new SyncRunner { Logger = log, SlowNodeThreshold = TimeSpan.Zero }.Map(graph, values, "x", options);

        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal([null, 2], result.Get<int?>("y"));
        Assert.True(log.Threw);
    }

    [SuppressMessage("Design", "CA1065", Justification = "It is the test.")]
    private sealed class ThrowingLogger(Throwing throwing) : ILogger, IDisposable
    {
        public bool Threw { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            ThrowIf(Throwing.BeginScope);
            return this;
        }

        public bool IsEnabled(LogLevel logLevel)
        {
            ThrowIf(Throwing.IsEnabled);
            return true;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            ThrowIf(Throwing.Log);

        public void Dispose() => ThrowIf(Throwing.EndScope);

        private void ThrowIf(Throwing method)
        {
            if (throwing.HasFlag(method))
            {
                Threw = true;
                throw new InvalidOperationException(method.ToString());
            }
        }
    }
}
