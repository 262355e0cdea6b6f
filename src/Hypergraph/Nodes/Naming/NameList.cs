namespace Hypergraph;

/// <summary>Writes names into messages.</summary>
internal static class NameList
{
    private const int MostShown = 12;

    /// <summary>The names in quotes, separated by commas; <c>none</c> if there are none. Long lists are cut, with a count.</summary>
    public static string Of(IEnumerable<string> names)
    {
        List<string> quoted = [.. names.Select(n => $"'{n}'")];
        return quoted.Count switch
        {
            0 => "none",
            <= MostShown => string.Join(", ", quoted),
            _ => $"{string.Join(", ", quoted.Take(MostShown))} and {quoted.Count - MostShown} more",
        };
    }
}
