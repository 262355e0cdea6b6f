using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Text;

/// <summary>Prepares names and messages for display on a line: no control characters, and a limited width.</summary>
internal static class DisplayText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The base of a mark without a letter, so that the mark does not change the preceding character.</summary>
    private const char DottedCircle = '\u25CC';
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>
    /// The maximum number of marks on one letter, more than any script uses. Further ones would cover the lines above.
    /// </summary>
    private const int MaxMarks = 6;

    /// <summary>
    /// Returns the text on one line. Line breaks and tabs become spaces. Characters that would move the cursor, reorder the line
    /// or hide, and lone surrogates, become replacement characters. Right-to-left text is isolated, so that adjacent text stays
    /// in place.
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
    /// Returns the first non-empty line of an exception's message, without its colours, as <see cref="OneLine"/> shows it; the
    /// name of the exception's type if there is none.
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

    /// <summary>Returns the width of the text in cells, as Spectre counts them. Some terminals count emoji differently.</summary>
    public static int Width(string text) => IsPrintableAscii(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>Truncates the text with an ellipsis to at most <paramref name="width"/> cells; never inside a character.</summary>
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
    /// Wraps the text, between words if possible. The last of <paramref name="maxLines"/> lines is truncated with an ellipsis.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width of a line in cells.</param>
    /// <param name="indent">The number of spaces before each line but the first; fewer on narrow lines.</param>
    /// <param name="maxLines">The maximum number of lines, at least 1.</param>
    /// <param name="ellipsis">The sign for truncated text.</param>
    public static IReadOnlyList<string> Wrap(string text, int width, int indent, int maxLines, string ellipsis)
    {
        List<string> lines = [];
        string prefix = "";
        string remaining = text;
        while (lines.Count < maxLines - 1 && prefix.Length + Width(remaining) > width)
        {
            int end = FindBreak(remaining, width - prefix.Length);
            lines.Add(prefix + remaining[..end].TrimEnd(' '));
            remaining = remaining[end..].TrimStart(' ');
            prefix = new string(' ', Math.Min(indent, width / 4));
        }

        lines.Add(prefix + Truncate(remaining, width - prefix.Length, ellipsis));
        return lines;
    }

    /// <summary>Returns the position at which to break a wider text: at a space, or inside a word that fits on no line.</summary>
    private static int FindBreak(string text, int width)
    {
        int length = Math.Max(Rune.GetRuneAt(text, 0).Utf16SequenceLength, LengthWithin(text, width));
        int start = text.AsSpan().IndexOfAnyExcept(' ');
        int space = text.LastIndexOf(' ', length);
        return space > start ? space : length;
    }

    /// <summary>Returns the length, in <see cref="string.Length"/> units, of the longest prefix that fits the width.</summary>
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

    /// <summary>Returns the text without sequences that set colours, links and similar.</summary>
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

    /// <summary>Whether the character joins emoji, or joins or separates letters of some scripts.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>
    /// Whether a joiner is valid at the end of the line: after a letter or a picture, not after ASCII or another joiner.
    /// </summary>
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
