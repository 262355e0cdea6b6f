using System.Globalization;
using Spectre.Console;

namespace CodeCensus;

/// <summary>Shows a census: a table of languages, a chart of words, and what could not be read.</summary>
internal static class CensusReport
{
    private const int WordsShown = 10;
    private const int ChartWidth = 60;

    private static readonly Color[] ChartColors = [Color.Green, Color.Teal, Color.Blue];

    public static void Write(Census census, IAnsiConsole console)
    {
        if (census.Files.Count > 0)
        {
            console.WriteLine();
            console.Write(LanguageTable(census));
        }

        BarChart words = WordChart(census);
        if (words.Data.Count > 0)
        {
            console.WriteLine();
            console.WriteLine("The most used words in names");
            console.Write(words);
        }

        console.WriteLine();
        WriteUnwrapped(Summary(census), console);
        foreach (UnreadFile file in census.Unread)
        {
            WriteUnwrapped($"Not read: {file.Path}: {file.Reason}", console);
        }
    }

    private static Table LanguageTable(Census census)
    {
        Table table = new Table().RoundedBorder().AddColumn("Language");
        foreach (string count in (string[])["Files", "Code", "Comment", "Blank", "Names"])
        {
            table.AddColumn(count, column => column.RightAligned());
        }

        var languages = census.Files
            .GroupBy(file => file.Language.Name)
            .Select(files => (Name: files.Key, Row: CountsOf(files)))
            .OrderByDescending(language => language.Row[1])
            .ThenBy(language => language.Name, StringComparer.Ordinal);
        foreach ((string name, int[] row) in languages)
        {
            table.AddRow([name, .. row.Select(Number)]);
        }

        int[] total = CountsOf(census.Files);
        table.Columns[0].Footer("Total");
        for (int i = 0; i < total.Length; i++)
        {
            table.Columns[i + 1].Footer(Number(total[i]));
        }

        return table;
    }

    private static int[] CountsOf(IEnumerable<FileTally> files)
    {
        FileTally[] all = [.. files];
        LineCounts lines = all.Aggregate(default(LineCounts), (sum, file) => sum + file.Lines);
        return [all.Length, lines.Code, lines.Comment, lines.Blank, all.Sum(file => file.NameCount)];
    }

    private static BarChart WordChart(Census census)
    {
        BarChart chart = new BarChart().Width(ChartWidth).UseValueFormatter(count => Number((int)count));
        var words = census.Files
            .SelectMany(file => file.Words)
            .AggregateBy(word => word.Key, 0, (sum, word) => sum + word.Value)
            .OrderByDescending(word => word.Value)
            .ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(WordsShown);
        foreach ((string word, int count) in words)
        {
            chart.AddItem(word, count, ChartColors[chart.Data.Count % ChartColors.Length]);
        }

        return chart;
    }

    private static string Summary(Census census) => census is { Files: [], BinaryCount: 0, Unread: [] }
        ? $"There are no files in '{census.Folder}'."
        : $"{Count(census.Files.Count, "text file")}, {Count(census.BinaryCount, "binary file")} skipped, {Count(census.Unread.Count, "file")} not read.";

    private static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    // A path stays on one line, so that it can be copied or searched for, and its name may hold anything.
    private static void WriteUnwrapped(string text, IAnsiConsole console) =>
        console.Profile.Out.Writer.WriteLine(string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)));
}
