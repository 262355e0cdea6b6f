using Hypergraph.Orleans.Protocol;
using Orleans;

namespace Hypergraph.Orleans.Coordination;

/// <summary>A coordinator's record of an item.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.LedgerItem")]
internal sealed class LedgerItem
{
    [Id(0)]
    public required long Item { get; init; }

    /// <summary>The inputs, with the number of silo failures that the caller has counted; null once the item has ended.</summary>
    [Id(1)]
    public ItemInput? Input { get; set; }

    [Id(2)]
    public ItemState State { get; set; }

    /// <summary>The number of the current or last attempt, from 1; 0 before the first.</summary>
    [Id(3)]
    public int Attempt { get; set; }

    /// <summary>The number of times that the item's silo failed.</summary>
    [Id(4)]
    public int SiloFailures { get; set; }

    /// <summary>Whether a silo failed while the item ran there alone: the item is then the likely cause.</summary>
    [Id(6)]
    public bool IsCulprit { get; set; }

    /// <summary>The silo to which the item is assigned.</summary>
    [Id(5)]
    public string? Silo { get; set; }

    /// <inheritdoc/>
    public override int GetHashCode() => Item.GetHashCode();
}
