using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Hypergraph.Events.Outline;

/// <summary>Reads the JSON that <see cref="OutlineJsonWriter"/> writes. Unknown properties are ignored.</summary>
internal static class OutlineJsonReader
{
    /// <summary>Reads an outline.</summary>
    /// <param name="outline">The outermost graph.</param>
    /// <param name="deepGraphs">The graphs to which nodes may refer by their index; null if there are none.</param>
    /// <exception cref="JsonException">A property is missing.</exception>
    public static GraphOutline Read(JsonElement outline, JsonElement? deepGraphs)
    {
        List<GraphOutline> deep = [];
        if (deepGraphs is { } graphs)
        {
            foreach (JsonElement graph in graphs.EnumerateArray())
            {
                deep.Add(ReadGraph(graph, deep));
            }
        }

        return ReadGraph(outline, deep);
    }

    private static GraphOutline ReadGraph(JsonElement json, List<GraphOutline> deep)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        NodeOutline[] nodes = [.. Required(json, "nodes").EnumerateArray().Select(node => ReadNode(node, deep))];
        return new GraphOutline
        {
            Name = json.TryGetProperty("name", out JsonElement name) ? name.GetString() : null,
            Nodes = nodes,
            Edges = json.TryGetProperty("edges", out JsonElement edges) ? [.. edges.EnumerateArray().Select(edge => ReadEdge(edge, nodes.Length)).OfType<EdgeOutline>()] : [],
        };
    }

    /// <summary>Reads an edge; null for one of a kind that is not known.</summary>
    private static EdgeOutline? ReadEdge(JsonElement json, int nodes) => !Enum.TryParse(Required(json, "kind").GetString(), ignoreCase: true, out EdgeKind kind) ? null : new EdgeOutline
    {
        From = ReadIndex(Required(json, "from"), nodes),
        To = json.TryGetProperty("to", out JsonElement to) ? ReadIndex(to, nodes) : null,
        Kind = kind,
        Names = json.TryGetProperty("names", out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [],
    };

    private static int ReadIndex(JsonElement json, int nodes) => json.GetInt32() is var index && index >= 0 && index < nodes
        ? index
        : throw new JsonException($"The outline of a graph has an edge of node {index}, but {nodes} nodes.");

    private static NodeOutline ReadNode(JsonElement json, List<GraphOutline> deep) => new()
    {
        Name = Required(json, "name").GetString()!,
        Kind = Enum.Parse<NodeKind>(Required(json, "kind").GetString()!, ignoreCase: true),
        IsMapped = IsSet(json, "isMapped"),
        IsInLoop = IsSet(json, "isInLoop"),
        Graph = json.TryGetProperty("graph", out JsonElement graph) ? ReadGraph(graph, deep)
            : json.TryGetProperty("graphIndex", out JsonElement index) ? deep[index.GetInt32()]
            : null,
    };

    private static JsonElement Required(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value : throw new JsonException($"The outline of a graph has no '{name}'.");

    private static bool IsSet(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
}
