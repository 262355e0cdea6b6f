using Orleans;

namespace Hypergraph.Orleans;

/// <summary>Items for a silo.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class Assignment
{
    /// <summary>The run; its shared inputs only if <see cref="HasSharedInputs"/>.</summary>
    [Id(0)]
    public required RunSpec Spec { get; init; }

    [Id(1)]
    public required ItemInput[] Items { get; init; }

    /// <summary>The attempts at them.</summary>
    [Id(2)]
    public required int[] Attempts { get; init; }

    /// <summary>The number of functions that each item may have under way; null for no limit.</summary>
    [Id(3)]
    public int? MaxConcurrency { get; init; }

    /// <summary>Whether the shared inputs are there. A silo that had items of the run just before has them already.</summary>
    [Id(4)]
    public required bool HasSharedInputs { get; init; }

    /// <summary>The same with the shared inputs.</summary>
    public Assignment WithSharedInputs(RunSpec spec) => new() { Spec = spec, Items = Items, Attempts = Attempts, MaxConcurrency = MaxConcurrency, HasSharedInputs = true };
}
