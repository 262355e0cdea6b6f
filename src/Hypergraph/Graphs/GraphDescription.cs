using System.Text;
using Hypergraph.Graphs.Structure;
using Hypergraph.Graphs.Structure.Branches;

namespace Hypergraph.Graphs;

/// <summary>
/// Writes a graph as text. A nested graph is written once, at the first node that runs it; other nodes refer to that one. Without
/// this, a graph that is used twice on each level would double the text on each level.
/// </summary>
internal sealed class GraphDescription
{
    private const string Indent = "  ";

    private readonly StringBuilder _text = new();
    private readonly Dictionary<Graph, string> _written = [];

    private GraphDescription()
    {
    }

    public static string Of(Graph graph)
    {
        var description = new GraphDescription();
        StringBuilder text = description._text;
        text.Append("graph ").AppendLine(graph.Name ?? "(no name)");
        text.Append(Indent).Append("reads ").AppendLine(ListOf(graph.Inputs));
        text.Append(Indent).Append("produces ").AppendLine(ListOf(graph.Outputs));
        if (graph.Entrypoints.Count > 0)
        {
            text.Append(Indent).Append("starts at ").AppendJoin(", ", graph.Entrypoints).AppendLine();
        }

        description.AppendNodes(graph, Indent, path: string.Empty);
        return text.ToString();
    }

    private void AppendNodes(Graph graph, string indent, string path)
    {
        StackGuard.Check(graph.Spec);
        Dictionary<int, string> uncertain = ImpossibleNodes.FindUncertain(graph.Structure, graph.Inputs, graph.Answers);
        foreach (int n in graph.Structure.ActiveNodes)
        {
            Node node = graph.Structure.Nodes[n];
            _text.Append(indent).Append(node).Append(SuffixOf(node)).Append(OrderOf(node)).Append(graph.Structure.IsInLoop(n) ? ", in a loop" : string.Empty);
            _text.Append(uncertain.TryGetValue(n, out string? needs) ? $", needs {needs}" : string.Empty);
            AppendNested(node as GraphNode, indent + Indent, path + node.Name);
        }
    }

    /// <summary>Ends the line of a node, and writes the nested graph of the node, or a reference to the place where that graph is written.</summary>
    private void AppendNested(GraphNode? node, string indent, string path)
    {
        if (node is null)
        {
            _text.AppendLine();
        }
        else if (_written.TryGetValue(node.Graph, out string? first))
        {
            _text.Append(", as written at ").AppendLine(first);
        }
        else
        {
            _written.Add(node.Graph, path);
            _text.AppendLine();
            AppendNodes(node.Graph, indent, path + '/');
        }
    }

    private static string SuffixOf(Node node) => node switch
    {
        GateNode gate => $", chooses {string.Join(gate.AllowsMultiple ? " and/or " : " or ", gate.Targets)}{LimitOf(gate)}",
        InterruptNode => ", asks a person",
        GraphNode { IsMapped: true } mapped => $", graph {mapped.Graph.Name ?? "(no name)"} for each item of {string.Join(mapped.MapMode == MapMode.Zip ? ", " : " × ", mapped.MappedInputs)}",
        GraphNode nested => $", graph {nested.Graph.Name ?? "(no name)"}",
        _ => string.Empty,
    };

    private static string LimitOf(GateNode gate) => gate is RouteNode { LeaveAfterIterations: { } iterations, Fallback: { } fallback }
        ? $", leaves through {fallback} after iteration {iterations}"
        : string.Empty;

    private static string OrderOf(Node node)
    {
        string emits = node.Emits.Count == 0 ? string.Empty : $", emits {string.Join(", ", node.Emits)}";
        string waits = node.WaitsFor.Count == 0 ? string.Empty : $", waits for {string.Join(", ", node.WaitsFor)}";
        return emits + waits;
    }

    private static string ListOf(IEnumerable<object> items) => items.Any() ? string.Join(", ", items) : "nothing";
}
