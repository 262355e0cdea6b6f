using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CodeCensus;

/// <summary>Counts as bars whose lengths are in proportion, to an eighth of a cell.</summary>
internal static class WordChart
{
    private const int MostWidth = 60;
    private const string Eighths = "▏▎▍▌▋▊▉";

    private static readonly Style BarStyle = new(Color.Teal);

    public static void Write(WordCount[] words, IAnsiConsole console)
    {
        int label = words.Max(word => Width(word.Word));
        int number = words.Max(word => Number(word.Count).Length);
        int bar = Math.Max(1, Math.Min(MostWidth, console.Profile.Width) - label - number - 2);
        int most = words.Max(word => word.Count);
        foreach ((string word, int count) in words)
        {
            string before = new(' ', label - Width(word));
            console.Write(new Text($"{before}{word} "));
            console.Write(new Text(Bar((double)count / most * bar, console.Profile.Capabilities.Unicode), BarStyle));
            console.WriteLine($" {Number(count)}");
        }
    }

    /// <summary>Every count has a bar that can be seen.</summary>
    private static string Bar(double length, bool isUnicode)
    {
        if (!isUnicode)
        {
            return new string('#', Math.Max(1, (int)Math.Round(length)));
        }

        int eighths = Math.Max(1, (int)Math.Round(length * 8));
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[(eighths % 8) - 1]);
    }

    private static int Width(string word) => new Segment(word).CellCount();

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
