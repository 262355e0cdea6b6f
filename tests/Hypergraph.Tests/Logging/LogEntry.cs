using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Logging;

/// <summary>What a log has received, with the scopes that were open.</summary>
internal sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId Id,
    string Message,
    Exception? Error,
    IReadOnlyList<KeyValuePair<string, object?>> Fields,
    IReadOnlyList<object?> Scopes,
    ActivitySpanId? Span)
{
    public object? this[string field] => Fields.Single(f => f.Key == field).Value;

    /// <summary>The fields of the only scope that is one of the library.</summary>
    public IReadOnlyDictionary<string, object?> Scope => NodeScopes.Single();

    /// <summary>The fields of the scopes that are of the library, outermost first.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> NodeScopes =>
        [.. Scopes.OfType<IReadOnlyList<KeyValuePair<string, object?>>>().Select(s => s.ToDictionary(f => f.Key, f => f.Value))];

    /// <summary>Level, id, name, and the message without the id of the run.</summary>
    public string Text => $"{Level} {Id.Id} {Id.Name}: {(RunId is { } id ? Message.Replace(id, "ID", StringComparison.Ordinal) : Message)}{(Error is null ? string.Empty : $" <- {Error.Message}")}";

    private string? RunId => Fields.FirstOrDefault(f => f.Key == "RunId").Value?.ToString();
}
