using System.Text.Json;

namespace Hypergraph.Dashboard.Json;

/// <summary>The names of enumeration values in JSON.</summary>
internal static class Names
{
    /// <summary>Returns the name of an enumeration's value in lower camel case.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => NamesOf<T>.All.TryGetValue(value, out string? name) ? name : value.ToString();

    private static class NamesOf<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> All = Enum.GetValues<T>().Distinct().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }
}
