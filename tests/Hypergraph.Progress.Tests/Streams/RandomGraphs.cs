using CsCheck;

namespace Hypergraph.Progress.Tests;

/// <summary>Graphs of any shape, and how to run them.</summary>
public static class RandomGraphs
{
    public static Gen<RandomCall> Runs { get; } = Gen.Select(
        GraphOf(depth: 3),
        Gen.Int[0, 4],
        Gen.Bool,
        Gen.Int,
        Gen.Int[0, 2],
        (outline, size, isStream, seed, trouble) =>
            new RandomCall(outline, size == 0 ? null : size, isStream, seed, trouble * 0.4));

    private static Gen<GraphOutline> GraphOf(int depth) =>
        NodeOf(depth).Array[1, 4].Select(nodes => new GraphOutline { Name = "g", Nodes = [.. nodes.Select((node, i) => node with { Name = $"n{i}" })] });

    private static Gen<NodeOutline> NodeOf(int depth)
    {
        Gen<NodeOutline> leaf = Gen.Int[0, 3].Select(i => new NodeOutline { Name = "", Kind = NodeKind.Function, IsInLoop = i == 0 });
        return depth == 0
            ? leaf
            : Gen.Frequency(
                (3, leaf),
                (2, Gen.Select(GraphOf(depth - 1), Gen.Bool, Gen.Int[0, 4], (graph, isMapped, loop) =>
                    new NodeOutline { Name = "", Kind = NodeKind.Graph, Graph = graph, IsMapped = isMapped, IsInLoop = loop == 0 })));
    }
}
