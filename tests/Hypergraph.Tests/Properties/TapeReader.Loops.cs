namespace Hypergraph.Tests.Properties;

/// <content>Loops, each a graph of its own.</content>
internal sealed partial class TapeReader
{
    /// <summary>A graph with a counter that a gate drives, as a node.</summary>
    private void AddLoop(TapeScope scope)
    {
        int id = Id();
        string counter = $"i{id}";
        string between = Next(2) == 1 ? $"t{id}" : counter;
        string judged = Next(3) == 2 ? $"j{id}" : counter;
        var none = new Dictionary<string, object?>();
        List<NodeSpec> nodes =
        [
            new FunctionSpec($"step{id}", [counter], [between], none, FunctionShape.Step, 0, FailEvery: 0, Next(3) == 2) { Asks = between != counter && id % 2 == 0 },
            new GateSpec($"again{id}", [judged], GateShape.LoopUntil, [$"step{id}", Node.End], Fallback: null, 1 + Next(judged == counter ? 5 : 2)),
        ];
        if (judged != counter)
        {
            nodes.Add(new FunctionSpec($"judge{id}", [counter], [judged], none, FunctionShape.Half, 0, FailEvery: 0, Next(3) == 2) { Asks = id % 2 == 1 });
        }

        if (between != counter)
        {
            nodes.Add(new FunctionSpec($"keep{id}", [between], [counter], none, FunctionShape.Step, 0, FailEvery: 0, Yields: false));
        }

        if (between != counter && Next(2) == 1)
        {
            nodes[^1] = nodes[^1] with { WaitsFor = [$"s{id}"] };
            nodes.Add(new FunctionSpec($"tick{id}", [between], [], none, FunctionShape.Number, 0, FailEvery: 0, Next(3) == 2) { Emits = [$"s{id}"] });
        }

        if (Next(2) == 1)
        {
            nodes.Add(new FunctionSpec($"post{id}", [counter], [$"p{id}"], none, FunctionShape.Number, Next(50), FailEvery: 0, Next(3) == 2) { Asks = id % 2 == 0 });
        }

        if (Next(2) == 1)
        {
            nodes.Reverse();
        }

        var graph = new GraphSpec($"g{id}", [.. nodes], [counter], [$"step{id}"]);
        if (Next(4) > 0)
        {
            graph = AddOrder(graph, id, [counter, between, judged]);
        }

        string number = ToNumber(scope);
        NestedSpec nested = Nested(graph, [number], Id());
        scope.Add(nested, nested.Outputs.Select(o => o.Outer));
    }

    /// <summary>The loop with all its edges named, some nodes beside it, and edges that only order, along each iteration.</summary>
    private GraphSpec AddOrder(GraphSpec loop, int id, string[] values)
    {
        FunctionSpec[] beside =
        [
            .. Enumerable.Range(0, Next(4)).Select(i => new FunctionSpec(
                $"side{id}_{i}", [values[Next(3)]], [$"q{id}_{i}"], new Dictionary<string, object?>(), FunctionShape.Number, Next(50), FailEvery: 0, Next(3) == 2)),
        ];
        GraphSpec graph = loop with { Nodes = Next(2) == 1 ? [.. loop.Nodes, .. beside] : [.. beside, .. loop.Nodes] };

        // The entrypoint comes first; an edge back to it begins the next iteration.
        List<NodeSpec> order = [.. graph.Nodes.Where(n => loop.Entrypoints.Contains(n.Name))];
        while (order.Count < graph.Nodes.Length)
        {
            NodeSpec[] next = [.. graph.Nodes.Where(n => !order.Contains(n) && graph.PredecessorsOf(n).All(order.Contains))];
            order.Add(next[Next(next.Length)]);
        }

        HashSet<(string From, string To)> edges = [.. graph.Nodes.SelectMany(to => to.Inputs.SelectMany(i => graph.GiversOf(to, i)).Select(from => (from.Name, to.Name)))];
        for (int to = 1; to < order.Count; to++)
        {
            for (int from = 0; from < to; from++)
            {
                if (Next(4) == 3)
                {
                    edges.Add((order[from].Name, order[to].Name));
                }
            }
        }

        return graph with { Edges = [.. edges] };
    }

    /// <summary>A graph in which two nodes write a value in turn until a gate ends it, as a node.</summary>
    private void AddChat(TapeScope scope)
    {
        int id = Id();
        string shared = $"m{id}";
        var none = new Dictionary<string, object?>();
        List<(string, string)> edges = [($"ask{id}", $"reply{id}"), ($"record{id}", $"more{id}")];
        List<NodeSpec> nodes =
        [
            new FunctionSpec($"ask{id}", [shared], [shared], none, FunctionShape.Step, 0, FailEvery: 0, Next(3) == 2),
            new FunctionSpec($"reply{id}", [shared], [$"r{id}"], none, FunctionShape.Number, Next(50), FailEvery: 0, Next(3) == 2) { Asks = id % 2 == 0 },
            new FunctionSpec($"record{id}", [shared, $"r{id}"], [shared], none, FunctionShape.Step, 0, FailEvery: 0, Next(3) == 2) { Emits = [$"s{id}"] },
            new GateSpec($"more{id}", [shared], GateShape.LoopUntil, [$"ask{id}", Node.End], Fallback: null, 1 + Next(5)),
        ];
        if (Next(2) == 1)
        {
            edges.Add(($"reply{id}", $"record{id}"));
        }

        if (Next(2) == 1)
        {
            nodes.Add(new FunctionSpec($"note{id}", [$"r{id}"], [$"q{id}"], none, FunctionShape.Number, Next(50), FailEvery: 0, Next(3) == 2) { WaitsFor = [$"s{id}"] });
        }

        if (Next(2) == 1)
        {
            nodes.Reverse();
        }

        string number = ToNumber(scope);
        var graph = new GraphSpec($"g{id}", [.. nodes], [shared], [$"ask{id}"]) { Edges = [.. edges], Shared = [shared] };
        NestedSpec nested = Nested(graph, [number], Id());
        scope.Add(nested, nested.Outputs.Select(o => o.Outer));
    }
}
