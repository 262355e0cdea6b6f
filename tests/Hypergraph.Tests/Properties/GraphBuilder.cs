namespace Hypergraph.Tests.Properties;

/// <summary>Builds graphs from specs, with the public API.</summary>
/// <param name="asynchronous">Whether functions may yield; without, <see cref="SyncRunner"/> runs the graph.</param>
/// <param name="onCall">Called before each function.</param>
/// <param name="asks">Whether the nodes that a person can do are interrupts, whose question is a <see cref="Question"/>.</param>
/// <param name="change">Made to each node that calls a function.</param>
internal sealed class GraphBuilder(bool asynchronous, Action? onCall = null, bool asks = false, Func<CallableNode, Node>? change = null)
{
    private readonly Dictionary<GraphSpec, Graph> _built = new(ReferenceEqualityComparer.Instance);

    public Graph Build(GraphSpec spec)
    {
        if (!_built.TryGetValue(spec, out Graph? graph))
        {
            graph = new Graph(spec.Name, spec.Nodes.Select(BuildInOrder), OptionsOf(spec));
            _built.Add(spec, graph);
        }

        return graph;
    }

    public static GraphOptions OptionsOf(GraphSpec spec) => new() { Entrypoints = spec.Entrypoints, Edges = spec.Edges.Length == 0 ? null : spec.Edges, SharedValues = spec.Shared };

    private Node BuildInOrder(NodeSpec spec)
    {
        Node node = Build(spec);
        node = node is CallableNode callable && change is not null ? change(callable) : node;
        return node.Emit(spec.Emits).WaitFor(spec.WaitsFor);
    }

    private Node Build(NodeSpec spec) => spec switch
    {
        FunctionSpec { Asks: true } function when asks => Node.InterruptFrom(
            NodeFunction.FromValues(function.Inputs, values => new Question(function, values)), function.Outputs[0], function.Name),
        FunctionSpec function => Node.CreateFrom(Function(function), function.Outputs, function.Name),
        GateSpec { Shape: GateShape.IfElse } gate => Node.IfElseFrom(Gate(gate), gate.Targets[0], gate.Targets[1], gate.Name),
        GateSpec gate => Node.RouteFrom(Gate(gate), gate.Targets, new RouteOptions { Name = gate.Name, AllowMultiple = gate.Shape == GateShape.Several, Fallback = gate.Fallback }),
        NestedSpec nested => Nested(nested),
        _ => throw new ArgumentException(spec.Name, nameof(spec)),
    };

    private NodeFunction Function(FunctionSpec spec) => asynchronous && spec.Yields
        ? NodeFunction.FromValuesAsync(
            spec.Inputs,
            async (values, _) =>
            {
                onCall?.Invoke();
                await Task.Yield();
                return Result(spec.Call(values));
            },
            spec.Defaults)
        : NodeFunction.FromValues(
            spec.Inputs,
            values =>
            {
                onCall?.Invoke();
                return Result(spec.Call(values));
            },
            spec.Defaults);

    private NodeFunction Gate(GateSpec spec) => NodeFunction.FromValues(
        spec.Inputs,
        values =>
        {
            onCall?.Invoke();
            return spec.Answer(values);
        });

    private GraphNode Nested(NestedSpec spec)
    {
        Graph graph = Build(spec.Graph);
        graph = spec.Bound.Length == 0 ? graph : graph.Bind([.. spec.Bound.Select(b => (b.Inner, b.Value))]);
        GraphNode node = graph.AsNode(spec.Name);
        foreach ((string inner, string outer) in spec.Renamed.Concat(spec.Bound.Select(b => (b.Inner, b.Outer))).Where(r => r.Inner != r.Outer))
        {
            node = node.RenameInput(inner, outer);
        }

        foreach ((string inner, string outer) in spec.Outputs)
        {
            node = node.RenameOutput(inner, outer);
        }

        return spec.Mapped.Length == 0
            ? node
            : node.MapOver(spec.Mapped, spec.Product ? MapMode.Product : MapMode.Zip, spec.Continue ? ErrorHandling.Continue : ErrorHandling.Raise);
    }

    private static object? Result(object?[] values) => values.Length == 1 ? values[0] : values;
}
