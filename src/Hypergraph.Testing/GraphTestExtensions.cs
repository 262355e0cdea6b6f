using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Testing;

/// <summary>Replaces nodes of a graph by test doubles, also in nested graphs.</summary>
/// <remarks>
/// A path is the name of a node, or the names of the nodes with nested graphs and then its own: <c>files/rows/parse</c>, as in
/// <see cref="Event.NodePath"/>. The new node has the name, the position, the signals and the waits of the replaced one. Its interceptors, such as retries and
/// caches, are its own.
/// </remarks>
public static class GraphTestExtensions
{
    /// <summary>Returns the same graph with another node in place of one of its nodes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The path of the node to replace.</param>
    /// <param name="node">The other node. It receives the name of the replaced one.</param>
    /// <exception cref="GraphConfigurationException">There is no such node, or the graph cannot be built with the other one.</exception>
    public static Graph Replace(this Graph graph, string path, Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Change(graph, path, _ => node);
    }

    /// <summary>Returns the same graph with a function in place of one of its nodes.</summary>
    /// <remarks>
    /// The parameters of the function are inputs, as for <see cref="Node.Create"/>; it may have fewer than the replaced node, but in a loop it runs again only
    /// if it reads a value that changes. In place of a gate it decides for the same targets. In place of any other node it returns the outputs of that node: of an interrupt the answer, of a nested graph a tuple of its outputs.
    /// </remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The path of the node to replace.</param>
    /// <param name="function">The function.</param>
    /// <exception cref="GraphConfigurationException">There is no such node, or the function cannot be in its place.</exception>
    [RequiresDynamicCode("Closes generic types over the types of the function's parameters.")]
    public static Graph Replace(this Graph graph, string path, Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Change(graph, path, replaced => replaced switch
        {
            IfElseNode gate => Node.IfElse(function, gate.Then, gate.Otherwise, gate.Name, gate.DefaultOpen),
            RouteNode route => Node.Route(function, route.Targets, new RouteOptions
            {
                Name = route.Name,
                Fallback = route.Fallback,
                LeaveAfterIterations = route.LeaveAfterIterations,
                AllowMultiple = route.AllowsMultiple,
                DefaultOpen = route.DefaultOpen,
            }),
            FunctionNode or InterruptNode or GraphNode =>
                Node.Create(function, OutputNames.Create([.. replaced.Outputs.Select(output => output.Name)]), replaced.Name),
            _ => throw new NotSupportedException($"A function cannot replace node '{replaced.Name}' of kind {replaced.Kind}. Supply a node."),
        });
    }

    private static Graph Change(Graph graph, string path, Func<Node, Node> change)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (graph.Nodes.FirstOrDefault(node => node.Name == path) is { } found)
        {
            return graph.WithNode(path, change(found));
        }

        // A name may contain a slash, so the path is compared with the names instead of being split.
        GraphNode? outer = graph.Nodes.OfType<GraphNode>().FirstOrDefault(node => path.StartsWith($"{node.Name}/", StringComparison.Ordinal));
        return outer is null
            ? graph.WithNode(path, graph.Nodes[0])      // throws, with the names that there are
            : graph.WithNode(outer.Name, outer.WithGraph(Change(outer.Graph, path[(outer.Name.Length + 1)..], change)));
    }
}
