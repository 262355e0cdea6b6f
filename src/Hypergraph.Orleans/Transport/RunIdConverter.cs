using Orleans;

namespace Hypergraph.Orleans;

/// <summary>Lets Orleans carry the ids of the core, which knows nothing of it.</summary>
[RegisterConverter]
internal sealed class RunIdConverter : IConverter<RunId, RunIdSurrogate>
{
    public RunId ConvertFromSurrogate(in RunIdSurrogate surrogate) => RunId.Parse(surrogate.Hex);

    public RunIdSurrogate ConvertToSurrogate(in RunId value) => new() { Hex = value.ToString() };
}
