using Hypergraph.Orleans.Transport.Values;
using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>An item to run, with its inputs.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.ItemInput")]
[Immutable]
internal sealed record ItemInput
{
    [Id(0)]
    public required long Item { get; init; }

    /// <summary>The inputs that are not shared by all items.</summary>
    [Id(1)]
    public required WireValue[] Values { get; init; }

    /// <summary>The number of silo failures that the caller has counted for the item.</summary>
    [Id(2)]
    public int SiloFailures { get; init; }

    /// <summary>What a silo needs to store the item, and to restore what is stored of it; null if the run is not stored.</summary>
    [Id(3)]
    public ReadOnlyMemory<byte>? Ticket { get; init; }

    /// <summary>The approximate size in a message.</summary>
    public int Bytes => WireValue.BytesOf(Values) + (Ticket?.Length ?? 0);
}
