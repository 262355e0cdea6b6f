using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

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
    private IReadOnlyDictionary<string, object?>? _values;

    public CachedOutputs(IReadOnlyDictionary<string, object?> values, OutputFormat format)
    {
        _values = values;
        _format = format;
    }

    /// <summary>Outputs from a store.</summary>
    public CachedOutputs(JsonElement stored) => _stored = stored;

    /// <summary>The values by name.</summary>
    /// <exception cref="InvalidOperationException">An output from a store is not what its type says.</exception>
    public IReadOnlyDictionary<string, object?> Read(OutputFormat format) => _values ??= format.Read(_stored);

    public void Write(Utf8JsonWriter writer)
    {
        if (_format is null)
        {
            _stored.WriteTo(writer);
        }
        else
        {
            _format.Write(writer, _values!);
        }
    }
}
