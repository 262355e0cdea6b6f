using System.Runtime.InteropServices;

namespace Hypergraph;

/// <summary>What a graph knows of one name: who gives it, who takes it, and what type its slot has.</summary>
internal sealed class GraphValue
{
    private GraphValue(string name, NodeOutput[] outputs, NodeInput[] inputs)
    {
        Name = name;
        Outputs = outputs;
        Inputs = inputs;
        IsUntyped = Array.Exists(outputs, o => o.IsUntyped) || (outputs.Length == 0 && Array.TrueForAll(inputs, i => i.IsUntyped));
        SlotType = ChooseSlotType(out bool isOfOneType);
        IsOfOneType = isOfOneType;
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

    /// <summary>Whether all who give and take it name the same type.</summary>
    public bool IsOfOneType { get; }

    /// <summary>What the graph knows of every name that a node that can run gives or takes, in order of first appearance.</summary>
    public static Dictionary<string, GraphValue> Collect(GraphStructure structure)
    {
        var ports = new Dictionary<string, (GrowingArray<NodeOutput> Outputs, GrowingArray<NodeInput> Inputs)>(structure.Nodes.Length);
        foreach (int n in structure.ActiveNodes)
        {
            Node node = structure.Nodes[n];
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(ports, node.Inputs[i].Name, out _).Inputs.Add(node.Inputs[i]);
            }

            for (int i = 0; i < node.Outputs.Count; i++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(ports, node.Outputs[i].Name, out _).Outputs.Add(node.Outputs[i]);
            }
        }

        var values = new Dictionary<string, GraphValue>(ports.Count);
        foreach ((string name, (GrowingArray<NodeOutput> outputs, GrowingArray<NodeInput> inputs)) in ports)
        {
            values.Add(name, new GraphValue(name, outputs.ToArray(), inputs.ToArray()));
        }

        return values;
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

    private SlotType ChooseSlotType(out bool isOfOneType)
    {
        SlotType? given = GivenType();
        SlotType first = given ?? (Outputs.Length > 0 ? SlotType<object>.Instance : Inputs[0].SlotType);
        bool isTakenAs = true;
        foreach (NodeInput input in Inputs)
        {
            isTakenAs &= input.SlotType == first;
        }

        isOfOneType = isTakenAs && (given is not null || Outputs.Length == 0);
        if (isTakenAs)
        {
            return first;
        }

        // One type for all who give it: readers of other reference types see the same reference.
        return given is { IsValueType: false } && Array.TrueForAll(Inputs, i => !i.SlotType.IsValueType) ? given : SlotType<object>.Instance;
    }

    /// <summary>The one type of all who give it; null if they differ, or nobody does.</summary>
    private SlotType? GivenType()
    {
        SlotType? type = Outputs.Length > 0 ? Outputs[0].SlotType : null;
        foreach (NodeOutput output in Outputs)
        {
            type = output.SlotType == type ? type : null;
        }

        return type;
    }
}
