namespace Hypergraph;

/// <summary>What to change where an output's type does not fit the input that it goes to.</summary>
internal static class TypeHint
{
    /// <summary>The sentence that says how to connect the two.</summary>
    public static string For(Node producer, NodeOutput output, Node consumer, NodeInput input)
    {
        if (CollectionItem.TypeOf(output.Type) is { } given && CollectionItem.Fits(given, input.Type))
        {
            string each = consumer is GraphNode ? $"To run '{consumer.Name}' once for each item, map it: .MapOver(\"{input.Name}\")"
                : $"To run '{consumer.Name}' once for each item, put it in a graph of its own and map that: .AsNode().MapOver(\"{input.Name}\")";
            return producer is GraphNode { IsMapped: true } ? $"'{producer.Name}' is mapped, so it produces an array with a value for each item. {each}; or take {output.SlotType} there."
                : $"{each}.";
        }

        if (CollectionItem.TypeOf(input.Type) is { } taken && CollectionItem.Fits(output.Type, taken))
        {
            return consumer is GraphNode mapped && mapped.MappedInputs.Contains(input.Name)
                ? $"'{consumer.Name}' is mapped over '{input.Name}', and that is a single value: leave it out of MapOver, or let '{producer.Name}' produce a collection."
                : $"To collect a value for each of several items, map '{producer.Name}': in a graph of its own, .AsNode().MapOver(…) produces {TypeNames.Of(output.Type)}[]. Otherwise take {output.SlotType} there.";
        }

        return ConversionHint.Between(input.Name, output.Type, input.Type) is { } conversion
            ? $"Take {output.SlotType} there and write {conversion}, or let '{producer.Name}' produce {input.SlotType}."
            : "Change one of the two types, or put a node between them that converts.";
    }
}
