using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Caching.Outputs;

/// <summary>Writes and reads outputs with the cache's own JSON serializer, so that no registration is needed.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The serializer creates it, by the attribute of the type.")]
internal sealed class CachedOutputsConverter : JsonConverter<CachedOutputs>
{
    /// <summary>A stored null is an entry that no node can read.</summary>
    public override bool HandleNull => true;

    public override CachedOutputs Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, CachedOutputs value, JsonSerializerOptions options) => value.Write(writer);
}
