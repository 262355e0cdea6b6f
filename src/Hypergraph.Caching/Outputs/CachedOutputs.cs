using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Caching;

/// <summary>
/// What a node gave, as the cache keeps it. Said to be immutable, it stays in memory as it is; in a distributed store it is
/// JSON, which is read when a node asks for it, since only the node knows the types.
/// </summary>
[ImmutableObject(true)]
[JsonConverter(typeof(CachedOutputsConverter))]
internal sealed class CachedOutputs
{
    private readonly OutputFormat? _format;
    private readonly JsonElement _stored;
    private readonly ILogger _logger = NullLogger.Instance;
    private IReadOnlyDictionary<string, object?>? _values;

    public CachedOutputs(IReadOnlyDictionary<string, object?> values, OutputFormat format, ILogger logger)
    {
        _values = values;
        _format = format;
        _logger = logger;
    }

    /// <summary>Outputs from a store.</summary>
    public CachedOutputs(JsonElement stored) => _stored = stored;

    /// <summary>Whether the store has a mark in place of outputs that do not survive a round trip.</summary>
    public bool IsNotStored => _stored.ValueKind == JsonValueKind.Array && _stored.GetArrayLength() == 0;

    /// <summary>The values by name, or null if what was stored cannot be read as outputs of the node.</summary>
    public IReadOnlyDictionary<string, object?>? TryRead(OutputFormat format) => _values ??= format.TryRead(_stored);

    public void Write(Utf8JsonWriter writer)
    {
        if (_format is null)
        {
            _stored.WriteTo(writer);
        }
        else
        {
            _format.Write(writer, _values!, _logger);
        }
    }
}
