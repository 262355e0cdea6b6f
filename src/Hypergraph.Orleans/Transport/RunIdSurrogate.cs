using Orleans;

namespace Hypergraph.Orleans.Transport;

/// <summary>The serialized form of a run id.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.RunIdSurrogate")]
[Immutable]
internal struct RunIdSurrogate
{
    [Id(0)]
    public string Hex { get; set; }
}
