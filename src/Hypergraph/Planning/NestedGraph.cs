using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning;

/// <summary>A graph node in a plan: which values go into the inner graph's runs and come out of them.</summary>
internal sealed class NestedGraph
{
    public NestedGraph(GraphNode node, ExecutionPlan plan, StepInput[] inputs, StepOutput[] outputs)
    {
        Node = node;
        Plan = plan;
        Releases = plan.Releases;
        HashSet<string> mapped = [.. node.MappedInputs];
        var mappedInputs = new Dictionary<string, ValueTransfer>();
        Inputs = new ValueTransfer[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            PlanValue value = inputs[i].Value;
            NodeInput input = node.Inputs[i];
            Inputs[i] = new ValueTransfer(value, value.Slot, Plan.Value(node.InnerInput(input.Name)), mapped.Contains(input.Name), input);
            if (Inputs[i].IsMapped)
            {
                mappedInputs.Add(value.Name, Inputs[i]);
            }
        }

        Mapped = [.. node.MappedInputs.Select(name => mappedInputs[name])];
        Outputs = Array.ConvertAll(outputs, output => new ValueTransfer(
            output.Value, output.Staging, Plan.Value(node.InnerOutput(output.Value.Name)), IsMapped: false));
        Label = node.ItemLabel is { } label ? new ItemLabelReader(Plan.Value(node.InnerInput(label.Input)), label) : null;
        Collected = Array.ConvertAll(Outputs, o => (o.Inner, Node.ItemTypeOf(o.Inner.Name)));
    }

    public GraphNode Node { get; }

    /// <summary>The inner graph's plan.</summary>
    public ExecutionPlan Plan { get; }

    /// <summary>The values that go in.</summary>
    public ValueTransfer[] Inputs { get; }

    /// <summary>Those of them that are mapped.</summary>
    public ValueTransfer[] Mapped { get; }

    /// <summary>The values that come out.</summary>
    public ValueTransfer[] Outputs { get; }

    /// <summary>Reads the labels of items; null if they have none.</summary>
    public ItemLabelReader? Label { get; }

    /// <summary>By output, whether nothing outside reads or exposes it; null where each is used.</summary>
    public bool[]? UnusedOutputs { get; private set; }

    /// <summary>The inner values that a map collects, with the types of their arrays' items.</summary>
    public (PlanValue Value, SlotType ItemType)[] Collected { get; }

    /// <summary>When a run inside that has no listener releases its values; null if it releases none.</summary>
    public ValueReleases? Releases { get; private set; }

    /// <summary>Sets which outputs nothing outside reads or exposes. Unobserved runs do not store them.</summary>
    /// <param name="unused">By output, whether it is not used.</param>
    /// <param name="releases">When such runs release their values.</param>
    public void OmitOutputs(bool[] unused, ValueReleases? releases)
    {
        UnusedOutputs = unused;
        Releases = releases;
    }

    /// <summary>A pause inside as the outer graph sees it: with this node in its path, under the answer's name out here.</summary>
    public RunPause ToOuterPause(RunPause inside, int? item)
    {
        int output = Array.FindIndex(Outputs, o => o.Inner.Name == inside.ResponseParameter);
        return inside with
        {
            NodePath = $"{Node.Name}/{inside.NodePath}",
            ItemPath = item is { } index ? [index, .. inside.ItemPath] : inside.ItemPath,
            Inner = inside,
            ResponseParameter = output < 0 ? inside.ResponseParameter : Outputs[output].Outer.Name,
        };
    }

    /// <summary>A value's way between the outer and the inner graph.</summary>
    public sealed record ValueTransfer(PlanValue Outer, Slot Slot, PlanValue Inner, bool IsMapped, NodeInput? Input = null);
}
