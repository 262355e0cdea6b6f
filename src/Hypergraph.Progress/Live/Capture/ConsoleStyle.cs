using System.Globalization;
using Hypergraph.Progress.Live.Terminals;

namespace Hypergraph.Progress.Live.Capture;

/// <summary>
/// The colours that the program has set with <see cref="Console.ForegroundColor"/> and <see cref="Console.BackgroundColor"/>. The
/// console sends them to the terminal at once, but the text in these colours is written later.
/// </summary>
internal static class ConsoleStyle
{
    /// <summary>The codes of a terminal's colours in the order of <see cref="ConsoleColor"/>.</summary>
    private static readonly int[] Codes = [30, 34, 32, 36, 31, 35, 33, 37, 90, 94, 92, 96, 91, 95, 93, 97];

    /// <summary>Returns the text in the current colours.</summary>
    public static string Wrap(string text)
    {
        // On Windows the console always returns colours, set or not.
        if (OperatingSystem.IsWindows() || text.Length == 0)
        {
            return text;
        }

        string codes = Code(Console.ForegroundColor, 0) + Code(Console.BackgroundColor, 10);
        if (codes.Length == 0)
        {
            return text;
        }

        int end = text.AsSpan().TrimEnd("\r\n").Length;
        return $"\e[{codes.TrimEnd(';')}m{text[..end]}{AnsiText.ResetStyle}{text[end..]}";
    }

    /// <summary>Returns an empty string for a colour that is not set.</summary>
    private static string Code(ConsoleColor color, int offset) =>
        (int)color is >= 0 and < 16 ? string.Create(CultureInfo.InvariantCulture, $"{Codes[(int)color] + offset};") : "";
}
