using Hypergraph.Events.Origins;
using Hypergraph.Nodes.Naming;
using Hypergraph.Pictures.Drawing;

namespace Hypergraph.Pictures;

/// <summary>Decides what is drawn of a graph: its nodes with their labels, and its edges.</summary>
internal sealed class PictureBuilder
{
    /// <summary>The largest number of graphs around a node. It limits recursion, and no page shows as many frames in each other.</summary>
    private const int MaxDepth = 100;

    /// <summary>Once there are this many nodes, nested graphs are drawn as one node: a graph that is used twice on each level has no end.</summary>
    private const int MaxNodes = 100_000;

    private readonly GraphPictureOptions _options;
    private readonly int _depth;
    private int _count;

    private PictureBuilder(GraphPictureOptions options)
    {
        _options = options;
        _depth = Math.Min(options.Depth ?? MaxDepth, MaxDepth);
    }

    /// <summary>Draws a graph.</summary>
    public static Picture Build(Graph graph, GraphPictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Build(graph.Outline, options ?? new GraphPictureOptions(), graph);
    }

    /// <summary>Draws the outline of a graph, which has no types.</summary>
    /// <exception cref="ArgumentException">An edge refers to a node that does not exist.</exception>
    public static Picture Build(GraphOutline outline, GraphPictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return Build(outline, options ?? new GraphPictureOptions(), graph: null);
    }

    private static Picture Build(GraphOutline outline, GraphPictureOptions options, Graph? graph) => new(
        PictureText.OneLine(options.Title ?? string.Empty),
        options.Direction,
        new PictureBuilder(options).Draw(outline, options.ShowTypes ? graph : null, path: null, depth: 0));

    /// <param name="outline">The graph.</param>
    /// <param name="typed">The same graph, if types are shown.</param>
    /// <param name="path">The path of the node around it; null for the outermost graph.</param>
    /// <param name="depth">The number of graphs around it.</param>
    private PictureGraph Draw(GraphOutline outline, Graph? typed, string? path, int depth)
    {
        Node[]? typedNodes = typed is null ? null : Array.ConvertAll(typed.Structure.ActiveNodes, n => typed.Structure.Nodes[n]);
        List<PictureNode> nodes = new(outline.Nodes.Count + 1);
        for (int i = 0; i < outline.Nodes.Count; i++)
        {
            nodes.Add(Draw(outline.Nodes[i], typedNodes?[i], path, depth));
        }

        return new PictureGraph(nodes, DrawEdges(outline, nodes));
    }

    private PictureNode Draw(NodeOutline node, Node? typed, string? path, int depth)
    {
        int number = _count++;
        string? nodePath = _options.States.Count > 0 ? EventPath.AppendNode(path, node.Name) : null;
        NodePictureState? state = nodePath is null ? null : _options.States.GetValueOrDefault(nodePath);
        PictureGraph? content = node.Graph is { Nodes.Count: > 0 } nested && depth < _depth && _count < MaxNodes
            ? Draw(nested, (typed as GraphNode)?.Graph, nodePath, depth + 1)
            : null;
        return new PictureNode(number, ShapeOf(node), LinesOf(node, typed, state), state?.Status, content);
    }

    private List<PictureEdge> DrawEdges(GraphOutline outline, List<PictureNode> nodes)
    {
        Check(outline);
        PictureNode? end = null;
        List<PictureEdge> edges = new(outline.Edges.Count);
        foreach (EdgeOutline edge in _options.OmitImpliedEdges ? ImpliedEdges.Omit(outline) : outline.Edges)
        {
            PictureNode from = nodes[edge.From];
            PictureNode to = edge.To is { } target ? nodes[target] : end ??= new PictureNode(_count++, PictureShape.End, ["end"], Status: null, Content: null);

            // Neither format draws an edge from a frame to itself. The mark of the loop shows it.
            if (from != to || from.Content is null)
            {
                edges.Add(new PictureEdge(from, to, edge.Kind, PictureText.OneLine(string.Join(", ", edge.Names))));
            }
        }

        if (end is not null)
        {
            nodes.Add(end);
        }

        return edges;
    }

    private static void Check(GraphOutline outline)
    {
        foreach (EdgeOutline edge in outline.Edges)
        {
            if ((uint)edge.From >= (uint)outline.Nodes.Count || (edge.To is { } to && (uint)to >= (uint)outline.Nodes.Count))
            {
                throw new ArgumentException($"The outline of {outline.Name ?? "a graph"} has {outline.Nodes.Count} nodes, but an edge from {edge.From} to {edge.To}. Use indexes of its nodes.", nameof(outline));
            }
        }
    }

    private static PictureShape ShapeOf(NodeOutline node) => node.Kind switch
    {
        NodeKind.IfElse or NodeKind.Route => PictureShape.Gate,
        NodeKind.Interrupt => PictureShape.Interrupt,
        NodeKind.Graph => PictureShape.Graph,
        _ => PictureShape.Function,
    };

    private static List<string> LinesOf(NodeOutline node, Node? typed, NodePictureState? state)
    {
        List<string> lines = [$"{PictureText.OneLine(node.Name)}{(node.IsMapped ? " ×n" : string.Empty)}{(node.IsInLoop ? " ↻" : string.Empty)}"];
        if (typed is not null && PortsOf(typed) is { Length: > 0 } ports)
        {
            lines.Add(PictureText.OneLine(ports));
        }

        if (state is not null)
        {
            lines.Add(StateText.Of(state));
        }

        return lines;
    }

    private static string PortsOf(Node node)
    {
        string inputs = string.Join(", ", node.Inputs.Select(input => input.IsUntyped ? input.Name : $"{input.Name}: {TypeNames.Of(input.Type)}"));
        string outputs = string.Join(", ", node.Outputs.Select(output => output.IsUntyped ? output.Name : $"{output.Name}: {TypeNames.Of(output.Type)}"));
        return outputs.Length == 0 ? inputs : $"{inputs} → {outputs}".TrimStart();
    }
}
