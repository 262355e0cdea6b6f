using System.Globalization;
using Spectre.Console;

namespace CodeCensus;

/// <summary>Shows a census: a table of languages, a chart of words, and what could not be read.</summary>
internal static class CensusReport
{
    private const int WordsShown = 10;

    public static void Write(Census census, IAnsiConsole console)
    {
        if (census.Files.Count > 0)
        {
            console.WriteLine();
            TableOf(census).Write(console);
        }

        List<(string Word, int Count)> words = MostUsedWords(census);
        if (words.Count > 0)
        {
            console.WriteLine();
            console.WriteLine("The most used words in names");
            WordChart.Write(words, console);
        }

        console.WriteLine();
        WriteUnwrapped(Summary(census), console);
        foreach (UnreadFile file in census.Unread)
        {
            WriteUnwrapped($"Not read: {file.Path}: {file.Reason}", console);
        }
    }

    private static LanguageTable TableOf(Census census)
    {
        var languages = census.Files
            .GroupBy(file => file.Language.Name)
            .Select(files => (Name: files.Key, Row: CountsOf(files)))
            .OrderByDescending(language => language.Row[1])
            .ThenBy(language => language.Name, StringComparer.Ordinal);
        return new LanguageTable(
        [
            ["Language", "Files", "Code", "Comment", "Blank", "Names"],
            .. languages.Select(language => RowOf(language.Name, language.Row)),
            RowOf("Total", CountsOf(census.Files)),
        ]);
    }

    private static string[] RowOf(string name, int[] counts) => [name, .. counts.Select(Number)];

    private static int[] CountsOf(IEnumerable<FileTally> files)
    {
        FileTally[] all = [.. files];
        LineCounts lines = all.Aggregate(default(LineCounts), (sum, file) => sum + file.Lines);
        return [all.Length, lines.Code, lines.Comment, lines.Blank, all.Sum(file => file.NameCount)];
    }

    private static List<(string Word, int Count)> MostUsedWords(Census census) =>
    [
        .. census.Files
            .SelectMany(file => file.Words)
            .AggregateBy(word => word.Key, 0, (sum, word) => sum + word.Value)
            .OrderByDescending(word => word.Value)
            .ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(WordsShown)
            .Select(word => (word.Key, word.Value)),
    ];

    private static string Summary(Census census) => census is { Files: [], BinaryCount: 0, Unread: [] }
        ? $"There are no files in '{census.Folder}'."
        : $"{Count(census.Files.Count, "text file")}, {Count(census.BinaryCount, "binary file")} skipped, {Count(census.Unread.Count, "file")} not read.";

    private static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    // A path stays on one line, so that it can be copied or searched for, and its name may hold anything.
    private static void WriteUnwrapped(string text, IAnsiConsole console) =>
        console.Profile.Out.Writer.WriteLine(string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)));
}
