using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>Keeps what is logged in the category of the library.</summary>
internal sealed class ListLogger : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IEnumerable<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => categoryName == "Hypergraph" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)}{(exception is null ? string.Empty : $" ({exception.Message})")}");

    public void Dispose()
    {
    }
}
