namespace Hypergraph;

/// <summary>Writes names into messages.</summary>
internal static class NameList
{
    /// <summary>The most items that a message lists.</summary>
    public const int MostShown = 12;

    /// <summary>The names in quotes, separated by commas; <c>none</c> if there are none. Long lists are cut, with a count.</summary>
    public static string Of(IEnumerable<string> names) => Join(names.Select(n => $"'{n}'"));

    /// <summary>The items as they are, separated by commas; <c>none</c> if there are none. Long lists are cut, with a count.</summary>
    public static string Join(IEnumerable<string> items)
    {
        List<string> all = [.. items];
        return all.Count switch
        {
            0 => "none",
            <= MostShown => string.Join(", ", all),
            _ => $"{string.Join(", ", all.Take(MostShown))} and {all.Count - MostShown} more",
        };
    }
}
