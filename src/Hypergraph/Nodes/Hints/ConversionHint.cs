using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Hints;

/// <summary>Writes the conversion of a value to another type as a C# expression.</summary>
internal static class ConversionHint
{
    /// <summary>Returns the expression, or null if there is no usual one.</summary>
    /// <param name="name">The name of the value.</param>
    /// <param name="from">Its type.</param>
    /// <param name="to">The type that it must have.</param>
    public static string? Between(string name, Type from, Type to)
    {
        if (CollectionItem.TypeOf(from) is { } item && CollectionItem.TypeOf(to) is { } target)
        {
            string? itemConversion = item == target ? "item" : Between("item", item, target);
            return itemConversion is null || !(to.IsArray || to.GetGenericTypeDefinition() == typeof(List<>) || to.IsInterface) ? null
                : item == target ? Collected(name, to)
                : Nullable.GetUnderlyingType(item) == target ? Collected($"{name}.OfType<{TypeNames.Of(target)}>()", to)
                : Collected($"{name}.Select(item => {itemConversion})", to);
        }

        Type? underlying = Nullable.GetUnderlyingType(from);
        return underlying == to ? (NumericWidening.IsNumber(to) ? $"{name} ?? 0" : $"{name}.Value")
            : from == typeof(string) && NumericWidening.IsNumber(to) ? $"{TypeNames.Of(to)}.Parse({name}, CultureInfo.InvariantCulture)"
            : to == typeof(string) && NumericWidening.IsNumber(from) ? $"{name}.ToString(CultureInfo.InvariantCulture)"
            : NumericWidening.IsNumber(underlying ?? from) && NumericWidening.IsNumber(Nullable.GetUnderlyingType(to) ?? to) ? $"({TypeNames.Of(to)}){name}"
            : null;
    }

    private static string Collected(string sequence, Type to) => $"{sequence}.{(to.IsArray || to.IsInterface ? "ToArray" : "ToList")}()";
}
