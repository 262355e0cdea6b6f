namespace Hypergraph;

/// <summary>
/// What the steps of a direct plan read and write, as it follows from their nodes. Calling them takes none of it, so it is made for those
/// that events or errors ask for.
/// </summary>
internal sealed class LazyStepPorts(GraphStructure structure, PlanValue?[] values)
{
    public StepInput[] InputsOf(Node node)
    {
        ArraySegment<int> taken = structure.Inputs.ValuesOf(structure.NodeIndexes[node.Name]);
        return [.. taken.Select((value, i) => new StepInput(values[value]!, node.Inputs[i].HasDefault, Triggers: true))];
    }

    public StepOutput[] OutputsOf(Node node)
    {
        ArraySegment<int> given = structure.Outputs.ValuesOf(structure.NodeIndexes[node.Name]);
        return [.. given.Select(value => new StepOutput(values[value]!, values[value]!.Slot, []))];
    }
}
