using Hypergraph.Dashboard.Json;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the graph of a run for its picture.</summary>
internal static class GraphReports
{

    public static GraphReport Of(GraphOutline? outline)
    {
        (IReadOnlyList<PictureNode> nodes, IReadOnlyList<PictureEdge> edges) = Of(outline ?? new GraphOutline { Nodes = [] }, parent: null);
        return new GraphReport(nodes, edges);
    }

    private static (IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges) Of(GraphOutline graph, string? parent)
    {
        string[] paths = [.. graph.Nodes.Select(node => parent is null ? node.Name : $"{parent}/{node.Name}")];
        PictureNode[] nodes = [.. graph.Nodes.Select((node, i) => Of(node, paths[i]))];
        PictureEdge[] edges =
        [
            .. graph.Edges.Where(edge => edge.To is not null).Select(edge => new PictureEdge(
                paths[edge.From],
                paths[edge.To!.Value],
                edge.Names.Count == 0 ? null : string.Join(", ", edge.Names),
                edge.Kind == EdgeKind.Decision ? true : null,
                edge.To.Value <= edge.From && graph.Nodes[edge.From].IsInLoop ? true : null)),
        ];
        return (nodes, edges);
    }

    private static PictureNode Of(NodeOutline node, string path)
    {
        (IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges)? nested = node.Graph is { } graph ? Of(graph, path) : null;
        return new PictureNode(path, node.Name, Names.Of(node.Kind), node.IsMapped ? true : null, nested?.Nodes, nested?.Edges);
    }
}
