using System.Collections;
using System.Globalization;

namespace Hypergraph.AotApp;

/// <summary>Values as text.</summary>
internal static class Texts
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
