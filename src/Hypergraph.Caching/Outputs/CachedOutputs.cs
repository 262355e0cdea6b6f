using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Caching.Outputs;

/// <summary>
/// The outputs of a node, as the cache stores them. The type is marked as immutable, so the cache keeps the instance in memory.
/// A distributed store has JSON, which is parsed when a node reads it, because only the node has the types.
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

    /// <summary>Creates outputs from stored JSON.</summary>
    public CachedOutputs(JsonElement stored) => _stored = stored;

    /// <summary>Whether the store has a placeholder for outputs that do not survive a round trip.</summary>
    public bool IsNotStored => _stored.ValueKind == JsonValueKind.Array && _stored.GetArrayLength() == 0;

    /// <summary>Returns the values by name, or null if the stored JSON cannot be read as outputs of the node.</summary>
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
