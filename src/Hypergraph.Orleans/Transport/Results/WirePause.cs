using Hypergraph.Orleans.Transport.Values;
using Orleans;

namespace Hypergraph.Orleans.Transport.Results;

/// <summary>The serialized form of a pause.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.WirePause")]
[Immutable]
internal sealed class WirePause
{
    [Id(0)]
    public required string NodePath { get; init; }

    [Id(1)]
    public required WireValue Question { get; init; }

    [Id(2)]
    public required string ResponseParameter { get; init; }

    [Id(3)]
    public required int[] ItemPath { get; init; }

    public static WirePause Of(RunPause pause, ValueCodec codec) => new()
    {
        NodePath = pause.NodePath,
        Question = ValueWriter.WriteForEvent(codec, string.Empty, pause.Question, typeof(object)),
        ResponseParameter = pause.ResponseParameter,
        ItemPath = [.. pause.ItemPath],
    };

    public RunPause ToPause(ValueCodec codec) =>
        new(NodePath, ValueWriter.ReadForEvent(codec, Question, typeof(object)), ResponseParameter) { ItemPath = ItemPath };
}
