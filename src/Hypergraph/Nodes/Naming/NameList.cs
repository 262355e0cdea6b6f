namespace Hypergraph.Nodes.Naming;

/// <summary>Writes names into messages.</summary>
internal static class NameList
{
    /// <summary>The maximum number of items that a message lists.</summary>
    public const int MaxShown = 12;

    /// <summary>Returns the names in quotes, separated by commas; <c>none</c> if there are none. Long lists are cut, with a count.</summary>
    public static string Of(IEnumerable<string> names) => Join(names.Select(n => $"'{n}'"));

    /// <summary>Returns the items as they are, separated by commas; <c>none</c> if there are none. Long lists are cut, with a count.</summary>
    public static string Join(IEnumerable<string> items)
    {
        List<string> all = [.. items];
        return all.Count switch
        {
            0 => "none",
            <= MaxShown => string.Join(", ", all),
            _ => $"{string.Join(", ", all.Take(MaxShown))} and {all.Count - MaxShown} more",
        };
    }
}
