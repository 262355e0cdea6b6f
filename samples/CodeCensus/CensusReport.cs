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

        WordCount[] words = MostUsedWords(census);
        if (words.Length > 0)
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
        LanguageTotal[] languages = [.. census.Files.GroupBy(file => file.Language.Name).Select(files => TotalOf(files.Key, files))];
        Array.Sort(languages, (a, b) => a.Lines.Code == b.Lines.Code ? string.CompareOrdinal(a.Name, b.Name) : b.Lines.Code - a.Lines.Code);
        return new LanguageTable(
        [
            ["Language", "Files", "Code", "Comment", "Blank", "Names"],
            .. languages.Select(RowOf),
            RowOf(TotalOf("Total", census.Files)),
        ]);
    }

    private static string[] RowOf(LanguageTotal total) =>
        [total.Name, Number(total.FileCount), Number(total.Lines.Code), Number(total.Lines.Comment), Number(total.Lines.Blank), Number(total.NameCount)];

    private static LanguageTotal TotalOf(string name, IEnumerable<FileTally> files)
    {
        var total = new LanguageTotal(name, 0, LineCounts.None, 0);
        foreach (FileTally file in files)
        {
            total = new LanguageTotal(name, total.FileCount + 1, total.Lines + file.Lines, total.NameCount + file.NameCount);
        }

        return total;
    }

    private static WordCount[] MostUsedWords(Census census)
    {
        Dictionary<string, int> counts = [];
        foreach (FileTally file in census.Files)
        {
            foreach (string word in file.Words.Keys)
            {
                counts[word] = counts.GetValueOrDefault(word) + file.Words[word];
            }
        }

        WordCount[] words = [.. counts.Keys.Select(word => new WordCount(word, counts[word]))];
        Array.Sort(words, (a, b) => a.Count == b.Count ? string.CompareOrdinal(a.Word, b.Word) : b.Count - a.Count);
        return [.. words.Take(WordsShown)];
    }

    private static string Summary(Census census) => census is { Files: [], BinaryCount: 0, Unread: [] }
        ? $"There are no files in '{census.Folder}'."
        : $"{Count(census.Files.Count, "text file")}, {Count(census.BinaryCount, "binary file")} skipped, {Count(census.Unread.Count, "file")} not read.";

    private static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    // A path stays on one line, so that it can be copied or searched for, and its name may hold anything.
    private static void WriteUnwrapped(string text, IAnsiConsole console) =>
        console.Profile.Out.Writer.WriteLine(string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)));

    /// <summary>What the files of a language hold, or all files.</summary>
    private sealed record LanguageTotal(string Name, int FileCount, LineCounts Lines, int NameCount);
}
