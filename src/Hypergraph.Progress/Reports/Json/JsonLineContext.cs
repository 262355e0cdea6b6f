using System.Text.Json.Serialization;

namespace Hypergraph.Progress.Reports.Json;

/// <summary>Serializes lines without reflection. The encoder is the strict one: lines contain only ASCII.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonLine))]
internal sealed partial class JsonLineContext : JsonSerializerContext;
