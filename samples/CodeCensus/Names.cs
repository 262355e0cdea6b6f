using System.Text.RegularExpressions;

namespace CodeCensus;

/// <summary>Finds the names in code, and the words in names.</summary>
internal static partial class Names
{
    private const int ShortestWord = 3;

    /// <summary>The names in lines of code, each as often as it is used; keywords are among them.</summary>
    public static string[] Find(string[] code) =>
        [.. code.SelectMany(line => NamePattern().Matches(line)).Select(match => match.Value)];

    /// <summary>The parts of a name: <c>HttpClient</c>, <c>httpClient</c> and <c>HTTP_CLIENT</c> have two.</summary>
    public static string[] Split(string name) => [.. PartPattern().Matches(name).Select(match => match.Value)];

    /// <summary>
    /// The parts that are words, in lower case. A name of one part, as keywords are, has none: what is of interest is
    /// how people put names together.
    /// </summary>
    public static string[] Words(string[] parts) => parts.Length < 2
        ? []
        : [.. parts.Where(part => part.Length >= ShortestWord).Select(part => part.ToLowerInvariant())];

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{Nd}_]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex PartPattern();
}
