using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>Names and messages made fit to stand on a line: no control characters, and no wider than they may be.</summary>
internal static class DisplayText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text on one line. Line breaks and tabs become spaces; what would move the cursor, reorder the line or is half
    /// a character becomes a replacement character.
    /// </summary>
    public static string OneLine(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            line.Append(Shown(rune).ToString());
        }

        return line.ToString();
    }

    /// <summary>The first line of a message, as <see cref="OneLine"/> shows it.</summary>
    public static string FirstLine(string message)
    {
        ReadOnlySpan<char> trimmed = message.AsSpan().Trim();
        int end = trimmed.IndexOfAny('\r', '\n');
        return OneLine((end < 0 ? trimmed : trimmed[..end]).ToString());
    }

    /// <summary>The number of cells that the text takes, by Spectre's count. Some terminals take another view of emoji.</summary>
    public static int Width(string text) => text.All(c => c is >= ' ' and <= '~') ? text.Length : new Segment(text).CellCount();

    /// <summary>The text, cut with an ellipsis to at most <paramref name="width"/> cells; never inside a character.</summary>
    public static string Fit(string text, int width, bool isUnicode)
    {
        if (width <= 0)
        {
            return "";
        }

        if (Width(text) <= width)
        {
            return text;
        }

        string ellipsis = isUnicode ? "…" : "~";
        var fitted = new StringBuilder();
        int left = width - 1;
        TextElementEnumerator characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            string character = characters.GetTextElement();
            left -= Width(character);
            if (left < 0)
            {
                break;
            }

            fitted.Append(character);
        }

        return fitted.Append(ellipsis).ToString();
    }

    private static Rune Shown(Rune rune)
    {
        if (rune.Value is '\t' or '\r' or '\n' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029)
        {
            return new Rune(' ');
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => new Rune(Replacement),
            UnicodeCategory.Format when rune.Value != 0x200D => new Rune(Replacement),
            _ => rune,
        };
    }
}
