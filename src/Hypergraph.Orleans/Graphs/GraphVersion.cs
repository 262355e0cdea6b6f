using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Hypergraph.Orleans;

/// <summary>Computes the version of a graph, by which processes compare their graphs. It covers the structure, not the code of functions.</summary>
public static class GraphVersion
{
    private const int Digits = 16;

    /// <summary>
    /// Computes the version of a graph: 16 hex digits that depend only on the nested structure (names, kinds, mapping, loops) and on the
    /// names and types of the inputs and outputs of the graph and its nodes.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The version.</returns>
    /// <exception cref="InsufficientExecutionStackException">Graphs are nested too deep for the calling thread's stack.</exception>
    public static string Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Of(graph, []);
    }

    /// <summary>Hashes a graph that is nested several times only once.</summary>
    private static string Of(Graph graph, Dictionary<Graph, string> versions)
    {
        if (versions.TryGetValue(graph, out string? version))
        {
            return version;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var text = new StringBuilder();
        Write(text, graph, versions);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        version = Convert.ToHexStringLower(hash)[..Digits];
        versions.Add(graph, version);
        return version;
    }

    private static void Write(StringBuilder text, Graph graph, Dictionary<Graph, string> versions)
    {
        text.Append("graph ").Append(graph.Name).Append('\n');
        foreach (GraphInput input in graph.Inputs)
        {
            Write(text, "in", input.Name, input.Type, input.IsRequired ? "required" : "optional");
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            Write(text, "out", output.Name, output.Type, output.MayBeMissing ? "optional" : "required");
        }

        var active = graph.Outline.Nodes.ToDictionary(n => n.Name);
        foreach (Node node in graph.Nodes.Where(n => active.ContainsKey(n.Name)))
        {
            Write(text, node, active[node.Name], versions);
        }

        text.Append("end\n");
    }

    private static void Write(StringBuilder text, Node node, NodeOutline outline, Dictionary<Graph, string> versions)
    {
        text.Append("node ").Append(node.Name).Append(' ').Append(outline.Kind)
            .Append(outline.IsMapped ? " mapped" : string.Empty)
            .Append(outline.IsInLoop ? " in a loop" : string.Empty)
            .Append('\n');
        foreach (NodeInput input in node.Inputs)
        {
            Write(text, "takes", input.Name, input.Type, input.HasDefault ? "optional" : "required");
        }

        foreach (NodeOutput output in node.Outputs)
        {
            Write(text, "gives", output.Name, output.Type, string.Empty);
        }

        if (node is GraphNode nested)
        {
            text.Append("graph ").Append(Of(nested.Graph, versions)).Append('\n');
        }
    }

    // Type.ToString() omits the version of the assembly, which changes with every build.
    private static void Write(StringBuilder text, string what, string name, Type type, string state) =>
        text.Append(what).Append(' ').Append(name).Append(": ").Append(type).Append(' ').Append(state).Append('\n');
}
