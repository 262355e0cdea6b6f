using Orleans;

namespace Hypergraph.Orleans;

/// <summary>The serialized form of a run id.</summary>
[GenerateSerializer]
[Immutable]
internal struct RunIdSurrogate
{
    [Id(0)]
    public string Hex { get; set; }
}
