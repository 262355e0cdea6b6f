using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard;

/// <summary>
/// Writes warnings and errors of the dashboard to standard error, of a program that has no log. The console is looked up for each message: a live tree replaces it, to show other output above itself.
/// </summary>
internal sealed class StandardErrorLog : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Log(categoryName.StartsWith("Hypergraph.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Log(bool isOwn) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOwn && logLevel is >= LogLevel.Warning and not LogLevel.None;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Console.Error.WriteLine($"{(logLevel == LogLevel.Warning ? "warning" : "error")}: {formatter(state, exception)}{(exception is null ? string.Empty : $" {exception.Message}")}");
            }
        }
    }
}
