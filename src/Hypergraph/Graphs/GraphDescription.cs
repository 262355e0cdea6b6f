using System.Text;

namespace Hypergraph;

/// <summary>Writes a graph as text.</summary>
internal static class GraphDescription
{
    private const string Indent = "  ";

    public static string Of(Graph graph)
    {
        var text = new StringBuilder();
        text.Append("graph ").AppendLine(graph.Name ?? "(no name)");
        text.Append(Indent).Append("takes ").AppendLine(ListOf(graph.Inputs));
        text.Append(Indent).Append("gives ").AppendLine(ListOf(graph.Outputs));
        if (graph.Entrypoints.Count > 0)
        {
            text.Append(Indent).Append("starts at ").AppendJoin(", ", graph.Entrypoints).AppendLine();
        }

        AppendNodes(text, graph, Indent);
        return text.ToString();
    }

    private static void AppendNodes(StringBuilder text, Graph graph, string indent)
    {
        StackGuard.Check(graph);
        Dictionary<int, string> uncertain = ImpossibleNodes.Uncertain(graph);
        foreach (int n in graph.Structure.ActiveNodes)
        {
            Node node = graph.Structure.Nodes[n];
            text.Append(indent).Append(node).Append(SuffixOf(node)).Append(OrderOf(node)).Append(graph.Structure.IsInLoop(n) ? ", in a loop" : string.Empty);
            text.AppendLine(uncertain.TryGetValue(n, out string? needs) ? $", needs {needs}" : string.Empty);
            if (node is GraphNode nested)
            {
                AppendNodes(text, nested.Graph, indent + Indent);
            }
        }
    }

    private static string SuffixOf(Node node) => node switch
    {
        GateNode gate => $", opens {string.Join(gate.AllowsMultiple ? " and/or " : " or ", gate.Targets)}{LimitOf(gate)}",
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
