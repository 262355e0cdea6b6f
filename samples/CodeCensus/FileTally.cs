namespace CodeCensus;

/// <summary>What one text file holds.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Lines">Its lines by kind.</param>
/// <param name="NameCount">The number of uses of names in its code.</param>
/// <param name="Words">How often each word stands in those names.</param>
internal sealed record FileTally(Language Language, LineCounts Lines, int NameCount, IReadOnlyDictionary<string, int> Words)
{
    /// <summary>Puts together what the nodes of the graph found out.</summary>
    public static FileTally Of(Language language, LineCounts counts, string[] names, string[][] words) =>
        new(language, counts, names.Length, Count(words));

    private static Dictionary<string, int> Count(string[][] words)
    {
        Dictionary<string, int> counts = [];
        foreach (string word in words.SelectMany(w => w))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        return counts;
    }
}
