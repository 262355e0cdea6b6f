using Orleans;

namespace Hypergraph.Orleans;

/// <summary>A run's id as it travels.</summary>
[GenerateSerializer]
[Immutable]
internal struct RunIdSurrogate
{
    [Id(0)]
    public string Hex { get; set; }
}
