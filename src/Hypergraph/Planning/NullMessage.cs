using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Planning;

/// <summary>The message for a null that reaches an input which is declared not null.</summary>
internal static class NullMessage
{
    /// <summary>Names the consumer, its input, and the possible producers of the null.</summary>
    public static string Of(Graph graph, Node consumer, NodeInput input)
    {
        GraphStructure structure = graph.Structure;
        string[] producers = [.. structure.ConnectedProducersOf(structure.NodeIndexes[consumer.Name], input.Name).Select(n => $"'{structure.Nodes[n].Name}'")];
        string source = producers.Length == 0 ? "but it is null" : $"but {string.Join(" or ", producers.Take(NameList.MaxShown))} produced null for it";
        return $"node '{consumer.Name}' reads '{input.Name}' as {input.SlotType}, {source}. Produce a value, or declare the parameter as {input.SlotType}?.";
    }
}
