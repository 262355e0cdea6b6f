using System.Collections;
using Hypergraph.Nodes.Hints;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.Runs.Maps;

/// <summary>One of the mapped inputs of a map.</summary>
/// <param name="Value">The value that each item gets.</param>
/// <param name="Name">The input's name, as the caller wrote it.</param>
/// <param name="Items">The items.</param>
internal sealed record MapSource(PlanValue Value, string Name, ItemSource Items)
{
    /// <exception cref="InvalidInputException">The value is not a collection of what the input accepts.</exception>
    public static MapSource Of(Graph graph, PlanValue value, string name, object? collection)
    {
        if (value.SlotType.CreateItemSource(collection) is { } items)
        {
            return new MapSource(value, name, items);
        }

        string expected = value.Input is { IsUntyped: true } ? "a collection" : $"a collection of {value.Input?.SlotType ?? value.SlotType}";
        throw new InvalidInputException(
            $"{graph.Subject}: '{name}' is mapped over, so it accepts {expected}, but {TypeNames.OfValue(collection)}{WrongItem(value, collection)} was supplied. Supply such a collection{(value.Accepts(value.Widen(collection)) ? $", or do not map over '{name}'" : string.Empty)}.{NestingHint(value, name, collection)}", name);
    }

    /// <summary>What to do where each item is a collection of what the input takes.</summary>
    private static string NestingHint(PlanValue value, string name, object? collection) =>
        collection is IEnumerable items and not string && InputHint.IsCollectionOf(items.Cast<object?>().FirstOrDefault(item => item is not null), value.Input?.Type ?? value.SlotType.Type)
            ? $" Its items are collections: to run once for each of their items, nest the graph with .MapOver(\"{name}\") and map that, or flatten the collection with SelectMany."
            : string.Empty;

    private static string WrongItem(PlanValue value, object? collection)
    {
        if (collection is not IEnumerable items || collection is string)
        {
            return string.Empty;
        }

        int index = 0;
        foreach (object? item in items)
        {
            if (!value.Accepts(value.Widen(item)))
            {
                string rounding = InputHint.Rounding(item, value.SlotType.Type) is { } reason ? $" ({reason})" : string.Empty;
                return $", whose item {index} is {(item is null ? "null" : $"of type {TypeNames.Of(item.GetType())}")}{rounding},";
            }

            index++;
        }

        return string.Empty;
    }
}
