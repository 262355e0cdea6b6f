namespace Hypergraph.Progress.Tests;

/// <summary>Outlines in few words.</summary>
public static class Outlines
{
    public static GraphOutline Graph(string? name, params NodeOutline[] nodes) => new() { Name = name, Nodes = nodes };

    public static NodeOutline Node(string name) => new() { Name = name, Kind = NodeKind.Function };

    public static NodeOutline Looping(string name) => Node(name) with { IsInLoop = true };

    public static NodeOutline Nested(string name, params NodeOutline[] nodes) =>
        new() { Name = name, Kind = NodeKind.Graph, Graph = Graph(name, nodes) };

    public static NodeOutline Mapped(string name, params NodeOutline[] nodes) => Nested(name, nodes) with { IsMapped = true };
}
