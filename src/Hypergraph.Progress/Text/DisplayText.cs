using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>Names and messages made fit to stand on a line: no control characters, and no wider than they may be.</summary>
internal static class DisplayText
{
    private const char Replacement = '\uFFFD';

    /// <summary>What a mark without a letter stands on, so that it does not change the character before the name.</summary>
    private const char DottedCircle = '\u25CC';
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>More marks than any script puts on one letter only pile up over the lines above.</summary>
    private const int MaxMarks = 6;

    /// <summary>
    /// The text on one line. Line breaks and tabs become spaces; what would move the cursor, reorder the line, hide or
    /// is half a character becomes a replacement character. Right-to-left text is isolated, so that what stands beside
    /// it stays where it is.
    /// </summary>
    public static string OneLine(string text)
    {
        if (IsPrintableAscii(text))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        bool isRightToLeft = false;
        int marks = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsMark(rune))
            {
                AddMark(line, rune, ref marks);
                continue;
            }

            marks = 0;
            isRightToLeft |= IsRightToLeft(rune);
            line.Append(IsJoiner(rune) && JoinsTo(line) ? rune : Sanitize(rune));
        }

        return isRightToLeft ? $"{FirstStrongIsolate}{line}{PopDirectionalIsolate}" : line.ToString();
    }

    /// <summary>
    /// The first line of an exception's message that says something, without its colours, as <see cref="OneLine"/> shows it;
    /// the name of the exception's type if there is none.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="errorType">The full name of the type; null if it is not known.</param>
    public static string Message(string? message, string? errorType)
    {
        ReadOnlySpan<char> text = StripSequences(message ?? "").AsSpan().Trim();
        int end = text.IndexOfAny('\r', '\n');
        string line = (end < 0 ? text : text[..end]).ToString();
        return line.Length > 0 ? OneLine(line) : OneLine(errorType?[(errorType.LastIndexOf('.') + 1)..] ?? "no message");
    }

    /// <summary>The number of cells that the text takes, by Spectre's count. Some terminals take another view of emoji.</summary>
    public static int Width(string text) => IsPrintableAscii(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>The text, cut with an ellipsis to at most <paramref name="width"/> cells; never inside a character.</summary>
    public static string Truncate(string text, int width, string ellipsis)
    {
        if (width <= 0)
        {
            return "";
        }

        if (Width(text) <= width)
        {
            return text;
        }

        string fitted = text[..LengthWithin(text, width - 1)] + ellipsis;
        return text[0] == FirstStrongIsolate ? fitted + PopDirectionalIsolate : fitted;
    }

    /// <summary>
    /// The text on as many lines as it needs, broken between words where that is possible; the last of
    /// <paramref name="mostLines"/> is cut with an ellipsis.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The cells of a line.</param>
    /// <param name="indent">The spaces before each line but the first; fewer where they would take a good part of the line.</param>
    /// <param name="mostLines">The most lines, at least 1.</param>
    /// <param name="ellipsis">Stands for what is cut.</param>
    public static IReadOnlyList<string> Wrap(string text, int width, int indent, int mostLines, string ellipsis)
    {
        List<string> lines = [];
        string before = "";
        string rest = text;
        while (lines.Count < mostLines - 1 && before.Length + Width(rest) > width)
        {
            int end = FindBreak(rest, width - before.Length);
            lines.Add(before + rest[..end].TrimEnd(' '));
            rest = rest[end..].TrimStart(' ');
            before = new string(' ', Math.Min(indent, width / 4));
        }

        lines.Add(before + Truncate(rest, width - before.Length, ellipsis));
        return lines;
    }

    /// <summary>Where to break a text that is wider than that: at a space, or inside a word that no line has room for.</summary>
    private static int FindBreak(string text, int width)
    {
        int length = Math.Max(Rune.GetRuneAt(text, 0).Utf16SequenceLength, LengthWithin(text, width));
        int start = text.AsSpan().IndexOfAnyExcept(' ');
        int space = text.LastIndexOf(' ', length);
        return space > start ? space : length;
    }

    /// <summary>The characters, in the sense of <see cref="string.Length"/>, of the longest beginning that takes no more cells.</summary>
    private static int LengthWithin(string text, int width)
    {
        int left = width;
        TextElementEnumerator characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            left -= Width(characters.GetTextElement());
            if (left < 0)
            {
                return characters.ElementIndex;
            }
        }

        return text.Length;
    }

    /// <summary>The text without the sequences that set colours, links and the like.</summary>
    private static string StripSequences(string text)
    {
        if (!text.Contains('\e', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int end = EscapeSequence.FindEnd(text, at);
            if (end == at)
            {
                plain.Append(text[at]);
                end++;
            }

            at = end;
        }

        return plain.ToString();
    }

    private static bool IsPrintableAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void AddMark(StringBuilder line, Rune mark, ref int marks)
    {
        if (line.Length == 0)
        {
            line.Append(DottedCircle);
        }

        if (marks++ < MaxMarks)
        {
            line.Append(mark);
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Joins emoji, and joins or parts letters of some scripts.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>A joiner makes sense behind a letter or a picture, not behind ASCII or another joiner.</summary>
    private static bool JoinsTo(StringBuilder line) =>
        line.Length > 0 && line[^1] is > '\u00FF' and not (Replacement or '\u200C' or '\u200D');

    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private static Rune Sanitize(Rune rune)
    {
        if (rune.Value is '\t' or '\r' or '\n' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029)
        {
            return new Rune(' ');
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            ? new Rune(Replacement)
            : rune;
    }
}
