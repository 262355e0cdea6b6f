using System.Collections;

namespace Hypergraph;

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
            $"{graph.Subject}: '{name}' is mapped over, so it takes {expected}, but is given {TypeNames.OfValue(collection)}{WrongItem(value, collection)}. Give a collection of that{(value.Accepts(value.Widen(collection)) ? $", or do not map over '{name}'" : string.Empty)}.", name);
    }

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
                return $", whose item {index} is {(item is null ? "null" : $"of type {TypeNames.Of(item.GetType())}")}{rounding}";
            }

            index++;
        }

        return string.Empty;
    }
}
