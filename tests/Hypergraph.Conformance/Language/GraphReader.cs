using System.Text.Json.Nodes;
using Hypergraph.Caching;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Conformance;

/// <summary>Builds graphs from their description in a case, with the public API.</summary>
public static class GraphReader
{
    /// <summary>Builds a graph, with a cache of its own for the nodes that ask for one.</summary>
    /// <exception cref="GraphConfigurationException">The graph cannot be built.</exception>
    /// <exception cref="NotSupportedException">The description is not in the language.</exception>
    public static Graph Read(JsonNode description) => Read(description, NodeCaching.InMemory());

    private static Graph Read(JsonNode description, HybridCache cache)
    {
        Node[] nodes = [.. description["nodes"]!.AsArray().Select(n => ReadNode(n!, cache))];
        var options = new GraphOptions
        {
            Entrypoints = JsonValues.ReadNames(description["entrypoint"]),
            SharedValues = JsonValues.ReadNames(description["shared"]),
            Edges = description["edges"]?.AsArray().Select(e => (e![0]!.GetValue<string>(), e[1]!.GetValue<string>())).ToArray(),
        };
        Graph graph = description["name"]?.GetValue<string>() is { } name ? new Graph(name, nodes, options) : new Graph(nodes, options);
        if (description["bind"] is { } bind)
        {
            graph = graph.Bind([.. JsonValues.ReadObject(bind).Select(b => (b.Key, b.Value))]);
        }

        return description["select"] is { } select ? graph.Select(JsonValues.ReadNames(select)) : graph;
    }

    private static Node ReadNode(JsonNode description, HybridCache cache)
    {
        Node node = MakeNode(description, description["name"]!.GetValue<string>(), cache);
        if (node is CallableNode callable && description["cache"]?.GetValue<bool>() == true)
        {
            // The description is all there is to the function.
            node = callable.Cached(cache, new CacheOptions { Key = description.ToJsonString() });
        }

        return node.Emit(JsonValues.ReadNames(description["emit"])).WaitFor(JsonValues.ReadNames(description["wait_for"]));
    }

    private static Node MakeNode(JsonNode node, string name, HybridCache cache) =>
        node["kind"]!.GetValue<string>() switch
        {
            "function" => Node.CreateFrom(ReadFunction(node), JsonValues.ReadNames(node["outputs"]), name),
            "ifelse" => Node.IfElseFrom(ReadFunction(node), TargetOf(node["then"]), TargetOf(node["else"]), name, DefaultOpenOf(node)),
            "route" => Node.RouteFrom(ReadFunction(node), JsonValues.ReadNames(node["targets"]), new RouteOptions
            {
                Name = name,
                Fallback = node["fallback"]?.GetValue<string>(),
                AllowMultiple = node["multi"]?.GetValue<bool>() ?? false,
                DefaultOpen = DefaultOpenOf(node),
            }),
            "interrupt" => Node.InterruptFrom(ReadFunction(node), node["output"]!.GetValue<string>(), name),
            "graph" => ReadGraphNode(node, name, cache),
            string kind => throw new NotSupportedException($"The language has no node kind '{kind}'."),
        };

    private static GraphNode ReadGraphNode(JsonNode node, string name, HybridCache cache)
    {
        GraphNode graphNode = Read(node["graph"]!, cache).AsNode(name);
        foreach ((string from, object? to) in JsonValues.ReadObject(node["rename_inputs"]))
        {
            graphNode = graphNode.RenameInput(from, (string)to!);
        }

        foreach ((string from, object? to) in JsonValues.ReadObject(node["rename_outputs"]))
        {
            graphNode = graphNode.RenameOutput(from, (string)to!);
        }

        return node["map_over"] is { } over
            ? graphNode.MapOver(JsonValues.ReadNames(over), ModeOf(node["map_mode"]), ErrorHandlingOf(node["on_error"]))
            : graphNode;
    }

    public static MapMode ModeOf(JsonNode? mode) => mode?.GetValue<string>() == "product" ? MapMode.Product : MapMode.Zip;

    public static ErrorHandling ErrorHandlingOf(JsonNode? onError) =>
        onError?.GetValue<string>() == "continue" ? ErrorHandling.Continue : ErrorHandling.Raise;

    private static NodeFunction ReadFunction(JsonNode node) => NodeFunction.FromValues(
        JsonValues.ReadNames(node["inputs"]),
        new Body(node["do"]).Evaluate,
        node["defaults"] is { } defaults ? JsonValues.ReadObject(defaults) : null);

    private static string TargetOf(JsonNode? target) => target?.GetValue<string>() ?? Node.End;

    private static bool DefaultOpenOf(JsonNode node) => node["default_open"]?.GetValue<bool>() ?? true;
}
