using Hypergraph.Nodes.Values;

namespace Hypergraph.Graphs.Structure;

/// <summary>Determines the values that a call to a graph must or may supply.</summary>
internal static class GraphInputResolver
{
    /// <summary>The inputs in order of first appearance.</summary>
    public static IReadOnlyList<GraphInput> Of(GraphSpec spec, GraphStructure structure) =>
        [.. structure.Values.Where(v => v.Inputs.Count > 0 && IsInput(v, structure)).Select(v => Of(v, spec))];

    /// <summary>The answers of interrupts, including those in nested graphs, which a call may supply at the start.</summary>
    public static IReadOnlyList<GraphInput> AnswersOf(GraphStructure structure) =>
    [
        .. structure.Nodes.Where((_, n) => structure.IsActive[n])
            .SelectMany(AnswersOf)
            .DistinctBy(answer => answer.Name)
            .Select(answer => new GraphInput(answer.Name, answer.SlotType, answer.IsUntyped)),
    ];

    /// <summary>The outputs of a node that are answers: those of an interrupt, or those that a nested graph passes to its outputs.</summary>
    private static IEnumerable<NodeOutput> AnswersOf(Node node) => node switch
    {
        InterruptNode interrupt => interrupt.Outputs,
        INestedGraph { IsMapped: false } nested => node.Outputs.Where(o => nested.IsAnswer(o.Name)),
        _ => [],
    };

    /// <summary>A name is an input if no node produces it, or if a loop starts with it.</summary>
    private static bool IsInput(GraphValue value, GraphStructure structure) =>
        value.Outputs.Count == 0
        || structure.IsShared(value.Name)
        || (!structure.ConsumesFromAllProducers && LacksProducer(value, structure))
        || (structure.Entrypoints.Length > 0 && StartsLoop(value, structure));

    /// <summary>Whether explicit edges leave a consumer of the value without a producer.</summary>
    private static bool LacksProducer(GraphValue value, GraphStructure structure) =>
        structure.Inputs.NodesOf(value.Id).Any(consumer => !structure.ConnectedProducersOf(consumer, value.Name).Any());

    /// <summary>Whether an entrypoint reads the value in the loop that produces it.</summary>
    private static bool StartsLoop(GraphValue value, GraphStructure structure)
    {
        HashSet<int> producing = [.. structure.ActiveProducersOf(value.Name).Select(structure.Components.ComponentOf)];
        return structure.Entrypoints.Any(e => structure.IsActive[e]
            && structure.IsInLoop(e)
            && producing.Contains(structure.Components.ComponentOf(e))
            && structure.Nodes[e].Inputs.Any(i => i.Name == value.Name));
    }

    private static GraphInput Of(GraphValue value, GraphSpec spec)
    {
        bool isBound = spec.Bound.TryGetValue(value.Name, out object? bound);
        bool hasDefault = true;
        bool isUntyped = true;
        bool forbidsNull = false;
        foreach (NodeInput input in value.Inputs)
        {
            hasDefault &= input.HasDefault;
            isUntyped &= input.IsUntyped;
            forbidsNull |= input.ForbidsNull;
        }

        SlotType type = value.InputType();
        return new GraphInput(value.Name, type, isUntyped)
        {
            IsBound = isBound,
            ForbidsNull = forbidsNull,
            HasDefault = hasDefault,
            FallbackValue = type.Widen(isBound ? bound : hasDefault ? value.Inputs[0].DefaultValue : null),
        };
    }
}
