using System.Text.Json.Serialization;

namespace Hypergraph.Progress;

/// <summary>Serialises lines without reflection. The encoder is the strict one: no character beyond ASCII stands in a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonLine))]
internal sealed partial class JsonLineContext : JsonSerializerContext;
