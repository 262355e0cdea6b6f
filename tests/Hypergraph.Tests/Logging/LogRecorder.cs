using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Logging;

/// <summary>Records what the loggers of a real factory receive, with the scopes.</summary>
internal sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private readonly LoggerFactory _factory;
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <param name="minLevel">The least level of the runner's messages; functions log everything.</param>
    public LogRecorder(LogLevel minLevel = LogLevel.Trace)
    {
        var options = new LoggerFilterOptions { MinLevel = LogLevel.Trace };
        options.Rules.Add(new LoggerFilterRule(providerName: null, "Hypergraph", minLevel, filter: null));
        _factory = new LoggerFactory([this], options);
        Runner = _factory.CreateLogger("Hypergraph");
        Functions = _factory.CreateLogger("App");
    }

    /// <summary>The log of runners.</summary>
    public ILogger Runner { get; }

    /// <summary>What functions and callers log to.</summary>
    public ILogger Functions { get; }

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    /// <summary>What runners have logged.</summary>
    public IReadOnlyList<LogEntry> OfRunner => [.. _entries.Where(e => e.Category == "Hypergraph")];

    /// <summary>What functions and callers have logged.</summary>
    public IReadOnlyList<LogEntry> OfFunctions => [.. _entries.Where(e => e.Category == "App")];

    public IEnumerable<string> Texts => OfRunner.Select(e => e.Text);

    /// <summary>Logs as a function does.</summary>
    public void Say(string text) => Functions.Log(LogLevel.Information, 0, text, null, static (t, _) => t);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _factory.Dispose();

    private sealed class Logger(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => recorder._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<object?> scopes = [];
            recorder._scopes.ForEachScope((scope, list) => list.Add(scope), scopes);
            IReadOnlyList<KeyValuePair<string, object?>> fields = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            recorder._entries.Enqueue(new LogEntry(category, logLevel, eventId, formatter(state, exception), exception, [.. fields], scopes, Activity.Current?.SpanId));
        }
    }
}
