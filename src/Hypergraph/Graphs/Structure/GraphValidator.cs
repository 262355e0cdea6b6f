using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Graphs.Structure;

/// <summary>Validates a graph, beyond the checks of its structure.</summary>
internal sealed class GraphValidator(GraphSpec spec, GraphStructure structure)
{
    public void Validate()
    {
        CheckWaits();
        CheckLoops();
        CheckLimits();
        CheckProducers();
        CheckTypes();
        foreach (GraphValue value in structure.Values)
        {
            if (value.Inputs.Count > 1)
            {
                CheckConsumers(value);
                CheckDefaults(value);
            }
        }
    }

    /// <summary>A node always waits for its inputs, except for shared values, which make no edges.</summary>
    private void CheckWaits()
    {
        foreach (Node node in structure.Nodes)
        {
            if (node.WaitsFor.Count > 0 && AwaitedInput(node) is { } input)
            {
                throw spec.Error($"node '{node.Name}' waits for '{input}', which is one of its inputs: it waits for that anyway. Remove the wait, or wait for a signal of the node that produces it.");
            }
        }
    }

    private string? AwaitedInput(Node node) => node.Inputs.FirstOrDefault(i => !structure.IsShared(i.Name) && node.WaitsFor.Contains(i.Name))?.Name;

    private void CheckLoops()
    {
        for (int component = 0; structure.Components.HasLoops && component < structure.Components.Count; component++)
        {
            ArraySegment<int> nodes = structure.Components.NodesOf(component);
            if (structure.Components.IsLoop(component) && !nodes.Intersect(structure.Entrypoints).Any() && !StartsByItself(nodes))
            {
                throw new LoopWithoutStart(spec, structure, nodes).Error();
            }
        }
    }

    /// <summary>A gate that leaves its loop after some iterations needs a target that continues it, and another to leave through.</summary>
    private void CheckLimits()
    {
        foreach (int n in structure.ActiveNodes)
        {
            if (structure.Nodes[n] is RouteNode { LeaveAfterIterations: not null } gate && structure.IsInLoop(n) && !Continues(gate, n))
            {
                throw spec.Error($"gate '{gate.Name}' leaves its loop after some iterations (LeaveAfterIterations) through its Fallback '{gate.Fallback}', but none of its other targets continues the loop. Set the Fallback to Node.End or to a node outside the loop.");
            }
        }
    }

    private bool Continues(RouteNode gate, int n) => gate.Targets.Any(target =>
        target != Node.End && target != gate.Fallback && structure.Components.ComponentOf(structure.NodeIndexes[target]) == structure.Components.ComponentOf(n));

    /// <summary>A loop downstream of the one that an entrypoint starts may start with defaults in place of its own values.</summary>
    private bool StartsByItself(ArraySegment<int> loop) => structure.Entrypoints.Length > 0
        && loop.Any(n => structure.Nodes[n].Inputs.All(i => i.HasDefault || !structure.ConnectedProducersOf(n, i.Name).Intersect(loop).Any()));

    private void CheckProducers()
    {
        ProducerOrder? order = null;
        foreach (GraphValue value in structure.Values)
        {
            int[] producers = value.Outputs.Count < 2 || structure.IsShared(value.Name) ? [] : [.. structure.ActiveProducersOf(value.Name)];
            for (int i = 1; i < producers.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    order ??= new ProducerOrder(structure);
                    if (!order.IsExclusive(producers[j], producers[i]) && !order.IsOrdered(producers[j], producers[i], producers))
                    {
                        throw spec.Error(
                            $"nodes '{structure.Nodes[producers[j]].Name}' and '{structure.Nodes[producers[i]].Name}' both produce '{value.Name}', and nothing orders or excludes them. Rename one output, or make them branches of one gate.");
                    }
                }
            }
        }
    }

    private void CheckTypes()
    {
        bool[] isOfOneType = new bool[structure.ValueCount];
        foreach (GraphValue value in structure.Values)
        {
            isOfOneType[value.Id] = value.HasUniformType;
        }

        foreach (int consumer in structure.ActiveNodes)
        {
            ArraySegment<int> inputValues = structure.Inputs.ValuesOf(consumer);
            for (int i = 0; i < inputValues.Count; i++)
            {
                if (!isOfOneType[inputValues[i]])
                {
                    CheckType(structure.Nodes[consumer], structure.Nodes[consumer].Inputs[i]);
                }
            }
        }
    }

    private void CheckType(Node consumer, NodeInput input)
    {
        if (input.IsUntyped)
        {
            return;
        }

        foreach (int p in TypeCheckedProducersOf(consumer, input.Name))
        {
            NodeOutput output = structure.Nodes[p].Outputs.First(o => o.Name == input.Name);
            if (!output.IsUntyped && !TypeFit.IsAssignable(input.Type, output.Type) && !structure.Find(input.Name)!.ChooseSlotType().Converts(input.Type))
            {
                throw spec.Error(
                    $"node '{consumer.Name}' reads '{input.Name}' as {input.SlotType}, but node '{structure.Nodes[p].Name}' produces it as {output.SlotType}, which cannot be assigned to it. {TypeHint.For(structure.Nodes[p], output, consumer, input)}");
            }
        }
    }

    /// <summary>A shared value reaches all its consumers; any other only along its edges.</summary>
    private IEnumerable<int> TypeCheckedProducersOf(Node consumer, string input) => structure.IsShared(input)
        ? structure.ActiveProducersOf(input)
        : structure.ConnectedProducersOf(structure.NodeIndexes[consumer.Name], input);

    /// <summary>All consumers must accept the type of a value that a caller must supply.</summary>
    private void CheckConsumers(GraphValue value)
    {
        if (value.Outputs.Count > 0)
        {
            return;
        }

        NodeInput[] typed = [.. value.Inputs.Where(i => !i.IsUntyped)];

        Type type = value.InputType().Type;
        NodeInput? other = Array.Find(typed, i => !TypeFit.IsAssignable(i.Type, type));
        if (other is not null && (type.IsSealed || other.Type.IsSealed || (type.IsClass && other.Type.IsClass)))
        {
            throw spec.Error(
                $"input '{value.Name}' is read as {TypeNames.Of(type)} by node '{ConsumerOf(value.Name, type)}' and as {other.SlotType} by node '{ConsumerOf(value.Name, other.Type)}'; no value is both. Change one of the two types, or rename one input.");
        }
    }

    /// <summary>A name has one value, and so one default.</summary>
    private void CheckDefaults(GraphValue value)
    {
        NodeInput[] withDefault = [.. value.Inputs.Where(i => i.HasDefault)];
        Type type = value.InputType().Type;
        NodeInput? other = Array.Find(withDefault, i => !IsSame(NumericWidening.Widen(i.DefaultValue, type), NumericWidening.Widen(withDefault[0].DefaultValue, type)));
        if (other is not null && !spec.Bound.ContainsKey(value.Name))
        {
            throw spec.Error(
                $"input '{value.Name}' has the default {FormatValue(withDefault[0].DefaultValue)} in node '{OwnerOf(withDefault[0])}' and {FormatValue(other.DefaultValue)} in node '{OwnerOf(other)}'. Declare the same default in both{(value.Outputs.Count == 0 ? ", or bind a value" : string.Empty)}.");
        }
    }

    private string ConsumerOf(string value, Type type) => structure.ConsumersOf(value)
        .Select(n => structure.Nodes[n])
        .First(n => n.Inputs.Any(i => i.Name == value && i.Type == type)).Name;

    private string OwnerOf(NodeInput input) => Array.Find(structure.Nodes, n => n.Inputs.Contains(input))!.Name;

    /// <summary>Whether two defaults are the same; all empty arrays of a type are.</summary>
    private static bool IsSame(object? one, object? other) =>
        Equals(one, other) || (one is Array { Length: 0 } && other is Array { Length: 0 } && one.GetType() == other.GetType());

    private static string FormatValue(object? value) => value switch
    {
        null => "null",
        Array { Length: 0 } => "[]",
        string text => $"\"{text}\"",
        _ => value.ToString() ?? string.Empty,
    };
}
