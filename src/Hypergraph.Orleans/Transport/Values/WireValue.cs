using Orleans;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>The serialized form of a named value.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.WireValue")]
[Immutable]
internal readonly record struct WireValue
{
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The output of the codec; null for a value that cannot be sent.</summary>
    [Id(1)]
    public byte[]? Data { get; init; }

    /// <summary>The full type name of a value that cannot be sent.</summary>
    [Id(2)]
    public string? Type { get; init; }

    [Id(3)]
    public string? Text { get; init; }

    /// <summary>The approximate size in a message.</summary>
    public int Bytes => Name.Length + (Data?.Length ?? 0) + (Text?.Length ?? 0);

    /// <summary>Returns the approximate size of values in a message.</summary>
    public static int BytesOf(IEnumerable<WireValue>? values) => values?.Sum(v => v.Bytes) ?? 0;
}
