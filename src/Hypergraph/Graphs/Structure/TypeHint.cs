using Hypergraph.Nodes.Hints;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Graphs.Structure;

/// <summary>Suggests how to connect an output to an input that does not accept its type.</summary>
internal static class TypeHint
{
    /// <summary>Returns the suggestion as a sentence.</summary>
    public static string For(Node producer, NodeOutput output, Node consumer, NodeInput input)
    {
        if (CollectionItem.TypeOf(output.Type) is { } outputItem && CollectionItem.Fits(outputItem, input.Type))
        {
            string each = consumer is INestedGraph ? $"To run '{consumer.Name}' once for each item, map it: .MapOver(\"{input.Name}\")"
                : $"To run '{consumer.Name}' once for each item, put it in a graph of its own and map that: .AsNode().MapOver(\"{input.Name}\")";
            return producer is INestedGraph { IsMapped: true } ? $"'{producer.Name}' is mapped, so it produces an array with a value for each item. {each}; or accept {output.SlotType} there."
                : $"{each}.";
        }

        if (CollectionItem.TypeOf(input.Type) is { } inputItem && CollectionItem.Fits(output.Type, inputItem))
        {
            return consumer is INestedGraph mapped && mapped.MappedInputs.Contains(input.Name)
                ? $"'{consumer.Name}' is mapped over '{input.Name}', and that is a single value: leave it out of MapOver, or let '{producer.Name}' produce a collection."
                : $"To collect a value for each of several items, map '{producer.Name}': in a graph of its own, .AsNode().MapOver(…) produces {TypeNames.Of(output.Type)}[]. Otherwise accept {output.SlotType} there.";
        }

        return ConversionHint.Between(input.Name, output.Type, input.Type) is { } conversion
            ? $"Accept {output.SlotType} there and write {conversion}, or let '{producer.Name}' produce {input.SlotType}."
            : "Change one of the two types, or put a node between them that converts.";
    }
}
