using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Events;

/// <summary>Keeps what is logged: of calls apart from the rest.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, string Message, Exception? Error)> _entries = [];
    private readonly List<(LogLevel Level, string Message, Exception? Error)> _ofCalls = [];

    /// <summary>What says that calls begin, end and fail.</summary>
    public List<(LogLevel Level, string Message, Exception? Error)> OfCalls
    {
        get
        {
            lock (_gate)
            {
                return [.. _ofCalls];
            }
        }
    }

    public List<(LogLevel Level, string Message, Exception? Error)> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            (eventId.Id is >= 10 and < 20 ? _ofCalls : _entries).Add((logLevel, formatter(state, exception), exception));
        }
    }
}
