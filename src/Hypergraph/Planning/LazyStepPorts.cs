using Hypergraph.Graphs.Structure;

namespace Hypergraph.Planning;

/// <summary>
/// The inputs and outputs of the steps of a static schedule, derived from their nodes. Calls do not need them, so they are created
/// only when events or errors request them.
/// </summary>
internal sealed class LazyStepPorts(GraphStructure structure, PlanValue?[] values)
{
    public StepInput[] InputsOf(Node node)
    {
        ArraySegment<int> inputs = structure.Inputs.ValuesOf(structure.NodeIndexes[node.Name]);
        return [.. inputs.Select((value, i) => new StepInput(values[value]!, node.Inputs[i].HasDefault, Triggers: true))];
    }

    public StepOutput[] OutputsOf(Node node)
    {
        ArraySegment<int> outputs = structure.Outputs.ValuesOf(structure.NodeIndexes[node.Name]);
        return [.. outputs.Select(value => new StepOutput(values[value]!, values[value]!.Slot, []))];
    }
}
