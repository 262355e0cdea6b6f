using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hypergraph.Tool.Output;

/// <summary>Prepares names and messages of a log for a line of text, as the live tree does: nothing in them controls the terminal.</summary>
internal static class PlainText
{
    private static readonly Rune Space = new(' ');

    /// <summary>Sequences that set colours, links, titles and similar, up to the end of the text if they have no end.</summary>
    private static readonly Regex Sequences = new(@"\e(?:\[[ -?]*.?|\][^\a\e]*(?:\a|\e.?)?)", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    /// <summary>
    /// Returns a text on one line. Line breaks and tabs become spaces. Characters that would move the cursor, reorder the line or hide, and lone surrogates,
    /// become replacement characters.
    /// </summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            line.Append(IsJoiner(rune) && JoinsTo(line) ? rune : Sanitize(rune));
        }

        return line.ToString();
    }

    /// <summary>Returns the lines of a message as one, without sequences that set colours, links and similar.</summary>
    public static string JoinLines(string message) =>
        string.Join(' ', Sequences.Replace(message, string.Empty).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Whether the character joins emoji, or joins or separates letters of some scripts.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>Whether a joiner is valid at the end of the line: after a letter or a picture, not after ASCII or another joiner.</summary>
    private static bool JoinsTo(StringBuilder line) => line.Length > 0 && line[^1] is > '\u00FF' and not ('\uFFFD' or '\u200C' or '\u200D');

    private static Rune Sanitize(Rune rune)
    {
        if (rune.Value is '\t' or '\r' or '\n' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029)
        {
            return Space;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? Rune.ReplacementChar : rune;
    }
}
