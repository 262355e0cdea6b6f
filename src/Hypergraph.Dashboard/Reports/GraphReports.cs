using Hypergraph.Dashboard.Json;
using Hypergraph.Hosting;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the graph of a run for its picture.</summary>
internal static class GraphReports
{

    public static GraphReport Of(GraphOutline? outline)
    {
        (IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges) = Of(outline ?? new GraphOutline { Nodes = [] }, parent: null);
        return new GraphReport(nodes, edges);
    }

    private static (IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges) Of(GraphOutline graph, string? parent)
    {
        string[] paths = [.. graph.Nodes.Select(node => EventPaths.ForNode(parent, node.Name))];
        GraphNode[] nodes = [.. graph.Nodes.Select((node, i) => Of(node, paths[i]))];
        GraphEdge[] edges =
        [
            .. graph.Edges.Where(edge => edge.To is not null).Select(edge => new GraphEdge(
                paths[edge.From],
                paths[edge.To!.Value],
                edge.Names.Count == 0 ? null : string.Join(", ", edge.Names),
                edge.Kind == EdgeKind.Decision ? true : null,
                edge.To.Value <= edge.From && graph.Nodes[edge.From].IsInLoop ? true : null)),
        ];
        return (nodes, edges);
    }

    private static GraphNode Of(NodeOutline node, string path)
    {
        (IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)? nested = node.Graph is { } graph ? Of(graph, path) : null;
        return new GraphNode(path, node.Name, Names.Of(node.Kind), node.IsMapped ? true : null, nested?.Nodes, nested?.Edges);
    }
}
