namespace Hypergraph.Tests.Properties;

/// <summary>Reads a tape of numbers as a graph.</summary>
internal sealed partial class TapeReader(int[] tape, Tastes tastes)
{
    private const int MaxDepth = 2;

    private readonly List<GraphSpec> _inner = [];
    private int _position;
    private int _names;

    public GraphSample Read(int number)
    {
        GraphSpec graph = ReadGraph(depth: 0);
        var values = new Dictionary<string, object?>();
        foreach (string input in graph.Inputs)
        {
            values[input] = input.StartsWith('l') ? Enumerable.Range(0, Next(5)).Select(_ => (object?)(long)Next(100)).ToList() : (long)Next(100);
        }

        return new GraphSample(graph, values, number);
    }

    private int Next(int below) => _position < tape.Length ? tape[_position++] % below : 0;

    private int Id() => ++_names;

    private GraphSpec ReadGraph(int depth)
    {
        var scope = new TapeScope();
        scope.Values.AddRange(Enumerable.Range(0, 1 + Next(2)).Select(_ => $"x{Id()}"));
        if (depth == 0)
        {
            scope.Lists.AddRange(Enumerable.Range(0, Next(3)).Select(_ => new[] { $"l{Id()}" }));
        }

        int steps = 1 + Next(depth == 0 ? 7 : 4);
        for (int i = 0; i < steps; i++)
        {
            AddSome(scope, depth);
        }

        NodeSpec[] nodes = Next(3) switch
        {
            0 => [.. scope.Nodes],
            1 => [.. Enumerable.Reverse(scope.Nodes)],
            _ => [.. scope.Nodes.OrderBy(n => (n.Name.Length, n.Name[^1], n.Name))],
        };

        HashSet<string> produced = [.. nodes.SelectMany(GraphSpec.OutputsOf)];
        string[] inputs = [.. nodes.SelectMany(n => n.Inputs).Distinct().Where(i => i[0] != 'd' && !produced.Contains(i))];
        var graph = new GraphSpec($"g{Id()}", nodes, inputs, []);
        return AddSignals(scope.Chains.Count > 0 || Next(6) == 5 ? graph with { Edges = [.. ReadEdges(graph, scope).Distinct()] } : graph);
    }

    /// <summary>All edges by name; of those that refine a value in turn, each reads it from the one before.</summary>
    private IEnumerable<(string From, string To)> ReadEdges(GraphSpec graph, TapeScope scope)
    {
        foreach (NodeSpec node in graph.Nodes)
        {
            foreach (string input in node.Inputs)
            {
                if (!scope.Chains.TryGetValue(input, out string[]? writers))
                {
                    foreach (NodeSpec giver in graph.Nodes.Where(n => GraphSpec.OutputsOf(n).Contains(input)))
                    {
                        yield return (giver.Name, node.Name);
                    }

                    continue;
                }

                int place = Array.IndexOf(writers, node.Name);
                yield return (writers[place > 0 ? place - 1 : Next(writers.Length)], node.Name);
                if (place < 0 && Next(4) == 3)
                {
                    yield return (writers[Next(writers.Length)], node.Name);
                }
            }
        }
    }

    /// <summary>
    /// Some order without data, where it makes no loop. Gates do not wait: one that waits without end leaves all its branches open,
    /// and then it depends on pauses which of them produces a value last.
    /// </summary>
    private GraphSpec AddSignals(GraphSpec graph)
    {
        for (int i = Next(8) - 5; i > 0; i--)
        {
            string signal = $"s{Id()}";
            int waiter = Next(graph.Nodes.Length);
            int[] emitters = [.. Enumerable.Range(0, 1 + Next(2)).Select(_ => Next(graph.Nodes.Length)).Distinct()];
            if (graph.Nodes[waiter] is GateSpec || emitters.Contains(waiter) || emitters.Any(e => graph.UpstreamOf(graph.Nodes[e]).Contains(graph.Nodes[waiter].Name)))
            {
                continue;
            }

            graph = graph with
            {
                Nodes = [.. graph.Nodes.Select((n, at) => at == waiter ? n with { WaitsFor = [.. n.WaitsFor, signal] } : emitters.Contains(at) ? n with { Emits = [.. n.Emits, signal] } : n)],
            };
        }

        return graph;
    }

    private void AddSome(TapeScope scope, int depth)
    {
        switch (Next(depth < MaxDepth ? 14 : 9))
        {
            case 0 or 1 or 2:
                AddFunction(scope, scope.PickSeveral(Next), null);
                break;
            case 3:
                AddLists(scope);
                break;
            case 4 or 5:
                AddBranch(scope, depth);
                break;
            case 6:
                AddLoop(scope);
                break;
            case 7:
                AddChat(scope);
                break;
            case 8:
                AddChain(scope);
                break;
            case 9 or 10:
                AddNested(scope, ReadInner(depth), mapped: false);
                break;
            default:
                AddNested(scope, ReadInner(depth), mapped: true);
                break;
        }
    }

    private FunctionSpec AddFunction(TapeScope scope, string[] inputs, string[]? outputs)
    {
        int id = Id();
        outputs ??= [.. Enumerable.Range(0, Next(8) switch { 6 => 2, 7 => 0, _ => 1 }).Select(o => $"v{id}_{o}")];
        var defaults = new Dictionary<string, object?>();
        if (Next(6) == 5)
        {
            string name = $"d{id}";
            inputs = [.. inputs, name];
            defaults[name] = (long)id;
        }

        int failEvery = tastes.Failures && Next(7) == 6 ? 2 + Next(4) : 0;
        var made = new FunctionSpec($"n{id}", inputs, outputs, defaults, FunctionShape.Number, Next(50), failEvery, Next(3) == 2)
        {
            Asks = outputs.Length == 1 && defaults.Count == 0 && failEvery == 0 && id % 3 == 0,
        };
        scope.Add(made, outputs);
        return made;
    }

    private void AddLists(TapeScope scope)
    {
        int id = Id();
        string[] outputs = [.. Enumerable.Range(0, 1 + Next(2)).Select(o => $"v{id}_{o}")];
        scope.Add(new FunctionSpec($"n{id}", scope.PickSeveral(Next), outputs, new Dictionary<string, object?>(), FunctionShape.Lists, Next(50), FailEvery: 0, Next(3) == 2), outputs);
        scope.Lists.Add(outputs);
    }

    /// <summary>
    /// A gate and its targets. Every target reads the gate's own inputs too: it cannot be ready before the gate is, so
    /// that it does not matter whether targets of a gate that is not ready yet are open.
    /// </summary>
    private void AddBranch(TapeScope scope, int depth)
    {
        int id = Id();
        string[] inputs = scope.PickSeveral(Next);
        var shape = (GateShape)Next(3);
        int count = shape == GateShape.IfElse ? 2 : 2 + Next(2);
        bool sameOutput = shape != GateShape.Several && Next(2) == 1;
        bool ends = shape != GateShape.Several && Next(4) == 3;
        string[] targets = new string[count];
        var produced = new List<string>();
        for (int t = 0; t < count; t++)
        {
            if (ends && t == count - 1)
            {
                targets[t] = Node.End;
                continue;
            }

            string[] own = [.. inputs.Concat(scope.PickSeveral(Next)).Distinct()];
            var inner = new TapeScope();
            NodeSpec target;
            if (depth < MaxDepth && !sameOutput && Next(5) == 4)
            {
                GraphSpec graph = ReadInner(depth);
                target = Nested(graph, own, Id());
                if (!inputs.All(target.Inputs.Contains))
                {
                    target = AddFunction(inner, own, null);
                }
            }
            else
            {
                target = AddFunction(inner, own, sameOutput ? [$"v{id}_b"] : null);
            }

            scope.Nodes.Add(target);
            targets[t] = target.Name;
            produced.AddRange(GraphSpec.OutputsOf(target));
        }

        string? fallback = shape == GateShape.One && Next(2) == 1 ? targets[0] : null;
        scope.Nodes.Insert(Next(scope.Nodes.Count + 1), new GateSpec($"n{id}", inputs, shape, targets, fallback, Next(50)));
        scope.Values.AddRange(produced.Distinct());
    }

    /// <summary>A value that several nodes refine, each along an edge from the one before.</summary>
    private void AddChain(TapeScope scope)
    {
        int id = Id();
        string output = $"w{id}";
        string[] writers = [.. Enumerable.Range(0, 2 + Next(2)).Select(i => $"w{id}_{i}")];
        string[] inputs = scope.PickSeveral(Next);
        foreach (string writer in writers)
        {
            int failEvery = tastes.Failures && Next(9) == 8 ? 2 + Next(4) : 0;
            scope.Nodes.Add(new FunctionSpec(writer, inputs, [output], new Dictionary<string, object?>(), FunctionShape.Number, Next(50), failEvery, Next(3) == 2));
            inputs = [output];
        }

        scope.Values.Add(output);
        scope.Chains.Add(output, writers);
    }

    /// <summary>A value that is certainly a number, for a counter.</summary>
    private string ToNumber(TapeScope scope)
    {
        int id = Id();
        string output = $"v{id}_0";
        scope.Add(new FunctionSpec($"n{id}", scope.PickSeveral(Next), [output], new Dictionary<string, object?>(), FunctionShape.Number, Next(50), FailEvery: 0, Yields: false), [output]);
        return output;
    }

    private GraphSpec ReadInner(int depth)
    {
        if (_inner.Count > 0 && Next(3) == 2)
        {
            return _inner[Next(_inner.Count)];
        }

        GraphSpec graph = ReadGraph(depth + 1);
        _inner.Add(graph);
        return graph;
    }

    private void AddNested(TapeScope scope, GraphSpec graph, bool mapped)
    {
        if (graph.Inputs.Length == 0)
        {
            return;
        }

        if (!mapped)
        {
            NestedSpec plain = Nested(graph, scope.PickSeveral(Next), Id(), scope);
            scope.Add(plain, plain.Outputs.Select(o => o.Outer));
            return;
        }

        if (scope.Lists.Count == 0)
        {
            AddLists(scope);
        }

        bool product = Next(2) == 1;
        string[] group = scope.Lists[Next(scope.Lists.Count)];
        string[] over = product
            ? [.. Enumerable.Range(0, 2).Select(_ => scope.Lists[Next(scope.Lists.Count)][0]).Distinct()]
            : group;
        NestedSpec nested = Nested(graph, over, Id(), scope, kept: over.Length);
        string[] renamed = [.. over.Where(nested.Inputs.Contains)];
        nested = nested with { Mapped = renamed, Product = product, Continue = Next(2) == 1 };
        string[] outputs = [.. nested.Outputs.Select(o => o.Outer)];
        scope.Add(nested, outputs);
        if (outputs.Length > 0)
        {
            scope.Lists.Add(outputs);
        }
    }

    /// <param name="graph">The graph.</param>
    /// <param name="supplied">The values that its first inputs are.</param>
    /// <param name="id">The number of the node.</param>
    /// <param name="scope">Where more values are; null if there are no more, and nothing is to be bound.</param>
    /// <param name="kept">How many of the inputs are certainly not bound.</param>
    private NestedSpec Nested(GraphSpec graph, string[] supplied, int id, TapeScope? scope = null, int kept = 1)
    {
        List<string> outer = [.. supplied.Distinct()];
        foreach (string value in scope?.Values ?? [])
        {
            if (outer.Count < graph.Inputs.Length && !outer.Contains(value))
            {
                outer.Add(value);
            }
        }

        // What has no value here becomes an input of the graph around.
        bool[] isBound = [.. graph.Inputs.Select((_, i) => i >= kept && scope is not null && Next(2) == 1)];
        (string, string)[] renamed = [.. graph.Inputs.Select((inner, i) => (inner, i < outer.Count ? outer[i] : inner)).Where((_, i) => !isBound[i])];
        (string, string)[] outputs = [.. graph.Outputs.Select((o, i) => (o, $"v{id}_{i}"))];
        return new NestedSpec($"n{id}", graph, renamed, outputs, [], Product: false, Continue: false)
        {
            Bound = [.. graph.Inputs.Select((inner, i) => (inner, $"b{id}_{i}", (object?)(long)(id % 97))).Where((_, i) => isBound[i])],
        };
    }
}
