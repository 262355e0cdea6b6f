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
        var ports = new StepInput[inputs.Count];
        for (int i = 0; i < ports.Length; i++)
        {
            ports[i] = new StepInput(values[inputs[i]]!, node.Inputs[i].HasDefault, Triggers: true);
        }

        return ports;
    }

    public StepOutput[] OutputsOf(Node node)
    {
        ArraySegment<int> outputs = structure.Outputs.ValuesOf(structure.NodeIndexes[node.Name]);
        var ports = new StepOutput[outputs.Count];
        for (int i = 0; i < ports.Length; i++)
        {
            PlanValue value = values[outputs[i]]!;
            ports[i] = new StepOutput(value, value.Slot, []);
        }

        return ports;
    }
}
