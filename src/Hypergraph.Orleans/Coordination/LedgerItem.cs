using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What a coordinator knows of an item.</summary>
[GenerateSerializer]
internal sealed class LedgerItem
{
    [Id(0)]
    public required long Item { get; init; }

    /// <summary>Its inputs; null once it has ended.</summary>
    [Id(1)]
    public WireValue[]? Values { get; set; }

    [Id(2)]
    public ItemState State { get; set; }

    /// <summary>The number of the attempt under way, or of the last, from 1; 0 before the first.</summary>
    [Id(3)]
    public int Attempt { get; set; }

    /// <summary>How often it was lost with its silo.</summary>
    [Id(4)]
    public int SiloFailures { get; set; }

    /// <summary>Whether a silo was lost while it ran there alone: then it is likely what ends them.</summary>
    [Id(6)]
    public bool WasLostAlone { get; set; }

    /// <summary>The silo that has it.</summary>
    [Id(5)]
    public string? Silo { get; set; }

    /// <inheritdoc/>
    public override int GetHashCode() => Item.GetHashCode();
}
