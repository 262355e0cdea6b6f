using System.Text.Json;

namespace Hypergraph.Events.Outline;

/// <summary>The names of enumeration values in JSON.</summary>
internal static class EnumNames
{
    /// <summary>Returns the name of an enumeration's value, in the case of JSON.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
