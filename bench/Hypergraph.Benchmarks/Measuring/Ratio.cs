using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Benchmarks;

/// <summary>A line of the quick mode: ours beside another, measured in the same process in turns.</summary>
internal sealed record Ratio(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("ours_ns")] double? OursNanoseconds,
    [property: JsonPropertyName("other")] string Other,
    [property: JsonPropertyName("other_ns")] double? OtherNanoseconds,
    [property: JsonPropertyName("ratio")] double? Value,
    [property: JsonPropertyName("ours_bytes")] double OursBytes)
{
    public static Ratio Of(string name, Reading ours, Reading other) => new(
        name,
        Math.Round(ours.Nanoseconds, 2),
        other.Name,
        Math.Round(other.Nanoseconds, 2),
        Math.Round(ours.Nanoseconds / other.Nanoseconds, 4),
        Math.Round(ours.Bytes, 1));

    /// <summary>The same line with a remark about how the other was measured.</summary>
    public Ratio With(string remark) => this with { Other = Other + remark };

    public string ToJson() => JsonSerializer.Serialize(this);
}
