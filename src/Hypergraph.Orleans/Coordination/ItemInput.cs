using Orleans;

namespace Hypergraph.Orleans;

/// <summary>An item to run.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class ItemInput
{
    [Id(0)]
    public required long Item { get; init; }

    /// <summary>The inputs that differ from item to item.</summary>
    [Id(1)]
    public required WireValue[] Values { get; init; }

    /// <summary>How often it was lost with its silo before, as far as the caller knows.</summary>
    [Id(2)]
    public int SiloFailures { get; init; }

    /// <summary>About what it takes in a message.</summary>
    public int Bytes => WireBatches.BytesOf(Values);
}
