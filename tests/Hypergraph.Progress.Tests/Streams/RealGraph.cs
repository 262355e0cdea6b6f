namespace Hypergraph.Progress.Tests;

/// <summary>
/// Makes a graph of an outline that really runs: a chain through its nodes, in which what is mapped gets between none and
/// four items, some nodes throw, and some of asynchronous graphs ask a question.
/// </summary>
/// <param name="call">The outline, and how much trouble there is. A node that may loop is plain here.</param>
/// <param name="asynchronous">Whether the nodes are.</param>
/// <param name="onCall">Called by every node.</param>
public sealed class RealGraph(RandomCall call, bool asynchronous, Action onCall)
{
    public const string Input = "v0";

    private int _nodes;

    public Graph Build() => Build(call.Outline, Input, "result");

    /// <summary>What to supply for the input of a graph: a value, or items where its first node is mapped.</summary>
    public static object ValueFor(GraphOutline outline, int value) => ValueFor(outline.Nodes[0], value, items: 2);

    private static object ValueFor(NodeOutline? node, int value, int items) => node switch
    {
        { Graph: { } graph, IsMapped: true } => Enumerable.Range(value, items).Select(item => ValueFor(graph.Nodes[0], item, item % 4)).ToArray(),
        { Graph: { } graph } => ValueFor(graph.Nodes[0], value, items),
        _ => value,
    };

    private Graph Build(GraphOutline outline, string input, string output)
    {
        List<Node> nodes = [];
        for (int i = 0; i < outline.Nodes.Count; i++)
        {
            NodeOutline? next = i + 1 < outline.Nodes.Count ? outline.Nodes[i + 1] : null;
            string to = next is null ? output : $"v{++_nodes}";
            nodes.Add(Make(outline.Nodes[i], next, input, to));
            input = to;
        }

        return new Graph(outline.Name ?? "g", nodes);
    }

    private Node Make(NodeOutline node, NodeOutline? next, string input, string output)
    {
        int number = ++_nodes + Math.Abs(call.Seed % 100);
        if (node.Graph is not null)
        {
            GraphNode nested = Build(node.Graph, input, output).AsNode().WithName(node.Name);
            ErrorHandling onError = number % 2 == 0 ? ErrorHandling.Continue : ErrorHandling.Raise;
            return node.IsMapped ? nested.MapOver([input], MapMode.Zip, onError) : nested;
        }

        if (asynchronous && call.Trouble > 0.5 && number % 13 == 5)
        {
            return Node.InterruptFrom(NodeFunction.FromValues([input], _ => "?"), output, node.Name);
        }

        NodeFunction function = asynchronous
            ? NodeFunction.FromValuesAsync([input], async (values, _) =>
            {
                await Task.Yield();
                return Work(values[input], number, next);
            })
            : NodeFunction.FromValues([input], values => Work(values[input], number, next));
        return Node.CreateFrom(function, [output], node.Name);
    }

    private object Work(object? value, int number, NodeOutline? next)
    {
        onCall();
        int given = value is int whole ? whole : 3;
        if (call.Trouble > 0 && (given + number) % 11 == 3)
        {
            throw new InvalidOperationException($"{number} does not like {given}.");
        }

        return ValueFor(next, given + 1, (given + number) % 5);
    }
}
