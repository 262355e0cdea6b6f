namespace Hypergraph.Dashboard.Tests;

/// <summary>Outlines of graphs that tests make events for.</summary>
internal static class Outlines
{
    public static GraphOutline Graph(string name, params NodeOutline[] nodes) => new()
    {
        Name = name,
        Nodes = nodes,
        Edges = [.. Enumerable.Range(0, Math.Max(0, nodes.Length - 1)).Select(i => new EdgeOutline { From = i, To = i + 1, Kind = EdgeKind.Order })],
    };

    public static NodeOutline Node(string name) => new() { Name = name, Kind = NodeKind.Function };

    public static NodeOutline Nested(string name, params NodeOutline[] nodes) => new() { Name = name, Kind = NodeKind.Graph, Graph = Graph(name, nodes) };

    /// <summary>A graph of 1,000 nodes: forty nested graphs of 24 nodes each, in five rows of eight.</summary>
    public static GraphOutline ThousandNodes { get; } = Graph(
        "warehouse",
        [.. Enumerable.Range(0, 40).Select(i => Nested($"area_{i:00}", [.. Enumerable.Range(0, 24).Select(k => Node($"step_{i:00}_{k:00}"))]))]) with
    {
        Edges = [.. Enumerable.Range(8, 32).Select(i => new EdgeOutline { From = i - 8, To = i, Kind = EdgeKind.Order })],
    };
}
