namespace Hypergraph;

/// <summary>What a graph knows of one name: who gives it, who takes it, and what type its slot has.</summary>
internal sealed class GraphValue
{
    private GraphValue(string name, NodeOutput[] outputs, NodeInput[] inputs)
    {
        Name = name;
        Outputs = outputs;
        Inputs = inputs;
        IsUntyped = outputs.Any(o => o.IsUntyped) || (outputs.Length == 0 && inputs.All(i => i.IsUntyped));
        SlotType = ChooseSlotType();
    }

    public string Name { get; }

    /// <summary>The outputs of that name of nodes that can run.</summary>
    public NodeOutput[] Outputs { get; }

    /// <summary>The inputs of that name of nodes that can run.</summary>
    public NodeInput[] Inputs { get; }

    /// <summary>Whether its values may be of any type, so that typed readers have to check.</summary>
    public bool IsUntyped { get; }

    /// <summary>The one type of all who give and take it, or <see cref="object"/> when they differ.</summary>
    public SlotType SlotType { get; }

    /// <summary>What the graph knows of every name that a node that can run gives or takes, in order of first appearance.</summary>
    public static Dictionary<string, GraphValue> Collect(GraphStructure structure)
    {
        var ports = new Dictionary<string, (List<NodeOutput> Outputs, List<NodeInput> Inputs)>(structure.Nodes.Length);
        foreach (int n in structure.ActiveNodes)
        {
            foreach (NodeInput input in structure.Nodes[n].Inputs)
            {
                PortsOf(input.Name).Inputs.Add(input);
            }

            foreach (NodeOutput output in structure.Nodes[n].Outputs)
            {
                PortsOf(output.Name).Outputs.Add(output);
            }
        }

        var values = new Dictionary<string, GraphValue>(ports.Count);
        foreach ((string name, (List<NodeOutput> outputs, List<NodeInput> inputs)) in ports)
        {
            values.Add(name, new GraphValue(name, [.. outputs], [.. inputs]));
        }

        return values;

        (List<NodeOutput> Outputs, List<NodeInput> Inputs) PortsOf(string name)
        {
            if (!ports.TryGetValue(name, out (List<NodeOutput> Outputs, List<NodeInput> Inputs) ofName))
            {
                ports.Add(name, ofName = (new(capacity: 1), new(capacity: 1)));
            }

            return ofName;
        }
    }

    /// <summary>Whether the value, null included, can be given for this name: everyone who takes it can take it.</summary>
    public bool Accepts(object? value)
    {
        foreach (NodeInput input in Inputs)
        {
            if (!input.IsUntyped && !input.SlotType.Accepts(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether any value of the type can be given for this name: everyone who takes it takes all of them.</summary>
    public bool AcceptsAll(Type type) => Array.TrueForAll(Inputs, i => i.IsUntyped || i.Type.IsAssignableFrom(type));

    /// <summary>The most special type among those who take it, for messages and for callers.</summary>
    public SlotType InputType()
    {
        SlotType[] typed = [.. Inputs.Where(i => !i.IsUntyped).Select(i => i.SlotType)];
        return Array.Find(typed, t => typed.All(other => other.Type.IsAssignableFrom(t.Type)))
            ?? (typed.Length > 0 ? typed[0] : SlotType<object>.Instance);
    }

    /// <summary>The type of what is given for this name, whatever type its slot has; <see cref="object"/> when producers differ.</summary>
    public SlotType OutputType() => GivenType() ?? SlotType<object>.Instance;

    private SlotType ChooseSlotType()
    {
        SlotType? given = GivenType();
        SlotType first = given ?? (Outputs.Length > 0 ? SlotType<object>.Instance : Inputs[0].SlotType);
        if (Array.TrueForAll(Inputs, i => i.SlotType == first))
        {
            return first;
        }

        // One type for all who give it: readers of other reference types see the same reference.
        return given is { IsValueType: false } && Array.TrueForAll(Inputs, i => !i.SlotType.IsValueType) ? given : SlotType<object>.Instance;
    }

    /// <summary>The one type of all who give it; null if they differ, or nobody does.</summary>
    private SlotType? GivenType() => Outputs.Length > 0 && Array.TrueForAll(Outputs, o => o.SlotType == Outputs[0].SlotType) ? Outputs[0].SlotType : null;
}
