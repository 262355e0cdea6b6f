using Orleans;

namespace Hypergraph.Orleans;

/// <summary>A value by name, as it travels.</summary>
[GenerateSerializer]
[Immutable]
internal readonly record struct WireValue
{
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>What the codec wrote; null for a value that could not travel.</summary>
    [Id(1)]
    public byte[]? Data { get; init; }

    /// <summary>What it was, if it could not travel.</summary>
    [Id(2)]
    public string? Type { get; init; }

    [Id(3)]
    public string? Text { get; init; }

    /// <summary>About what it takes in a message.</summary>
    public int Bytes => Name.Length + (Data?.Length ?? 0) + (Text?.Length ?? 0);
}
