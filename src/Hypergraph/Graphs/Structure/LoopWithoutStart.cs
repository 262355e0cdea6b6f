using Hypergraph.Nodes.Naming;

namespace Hypergraph.Graphs.Structure;

/// <summary>The error for a loop that no entrypoint starts: it names the values that close the loop, and how to break it.</summary>
internal sealed class LoopWithoutStart(GraphSpec spec, GraphStructure structure, ArraySegment<int> loop)
{
    public GraphConfigurationException Error()
    {
        string[] names = [.. loop.SelectMany(NamesFrom).Distinct()];
        return spec.Error($"{Subject(names)}, and no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop: {Fix()}.");
    }

    private string Subject(string[] names) => (loop.Count, names) switch
    {
        (1, []) => $"node '{NameOf(loop[0])}' depends on itself",
        (1, _) => $"node '{NameOf(loop[0])}' depends on its own output{(names.Length == 1 ? string.Empty : "s")} {NameList.Of(names)}",
        (_, []) => $"nodes {NameList.Of(loop.Select(NameOf))} depend on each other in a loop",
        _ => $"nodes {NameList.Of(loop.Select(NameOf))} depend on each other in a loop through {NameList.Of(names)}",
    };

    private string Fix()
    {
        foreach (int node in loop)
        {
            if (structure.Nodes[node] is INestedGraph nested && ValuesFrom(node).FirstOrDefault() is { } value)
            {
                string rename = $"rename '{value}' with RenameOutput(\"{value}\", …) on node '{NameOf(node)}'";
                return structure.Nodes[node].Outputs.Count == 1
                    ? rename
                    : $"{rename}, or leave '{nested.InnerOutput(value)}' out of the outputs of its graph with Select";
            }
        }

        return loop.Any(node => ValuesFrom(node).Any()) ? "rename an output" : "remove one of the waits or edges";
    }

    /// <summary>Returns the values and signals by which nodes of the loop depend on a node.</summary>
    private IEnumerable<string> NamesFrom(int node) => ValuesFrom(node).Concat(structure.Nodes[node].Outputs
        .Select(o => o.Name)
        .Concat(structure.Nodes[node].Emits)
        .Where(name => loop.Any(other => structure.Nodes[other].WaitsFor.Contains(name))));

    private IEnumerable<string> ValuesFrom(int node) => structure.Nodes[node].Outputs
        .Select(output => output.Name)
        .Where(name => structure.ConsumersOf(name).Any(consumer => loop.Contains(consumer) && structure.Feeds(node, consumer, name)));

    private string NameOf(int node) => structure.Nodes[node].Name;
}
