using Orleans;

namespace Hypergraph.Orleans.Transport;

/// <summary>Serializes run ids, because the core does not reference Orleans.</summary>
[RegisterConverter]
internal sealed class RunIdConverter : IConverter<RunId, RunIdSurrogate>
{
    public RunId ConvertFromSurrogate(in RunIdSurrogate surrogate) => RunId.Parse(surrogate.Hex);

    public RunIdSurrogate ConvertToSurrogate(in RunId value) => new() { Hex = value.ToString() };
}
