using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>Items that are assigned to a silo.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.Assignment")]
[Immutable]
internal sealed class Assignment
{
    /// <summary>The run, with its shared inputs only if <see cref="HasSharedInputs"/>.</summary>
    [Id(0)]
    public required RunSpec Spec { get; init; }

    [Id(1)]
    public required ItemInput[] Items { get; init; }

    /// <summary>The number of the attempt at each item.</summary>
    [Id(2)]
    public required int[] Attempts { get; init; }

    /// <summary>The number of functions that each item may run concurrently; null for no limit.</summary>
    [Id(3)]
    public int? MaxConcurrency { get; init; }

    /// <summary>Whether the shared inputs are included. A silo that already runs items of the run does not need them.</summary>
    [Id(4)]
    public required bool HasSharedInputs { get; init; }

    /// <summary>Returns a copy with the shared inputs.</summary>
    public Assignment WithSharedInputs(RunSpec spec) => new() { Spec = spec, Items = Items, Attempts = Attempts, MaxConcurrency = MaxConcurrency, HasSharedInputs = true };
}
