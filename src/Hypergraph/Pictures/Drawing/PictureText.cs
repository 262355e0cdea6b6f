using System.Globalization;
using System.Text;

namespace Hypergraph.Pictures.Drawing;

/// <summary>Prepares names for one line of a label, in any language: nothing in them hides, reorders or breaks the line.</summary>
internal static class PictureText
{
    /// <summary>The longest name that is shown whole, in UTF-16 code units.</summary>
    private const int MaxLength = 120;

    private static readonly Rune Ellipsis = new('…');
    private static readonly Rune NoBreakSpace = new(0xA0);

    /// <summary>
    /// Returns a text in which control characters have visible symbols, format characters and lone surrogates are replaced, and a space beside another one, or at an end,
    /// does not collapse. A text that is too long is cut.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaxLength + 1));
        bool isAfterSpace = true;
        foreach (Rune rune in text.EnumerateRunes())
        {
            Rune shown = rune.Value == ' ' && isAfterSpace ? NoBreakSpace : Show(rune);
            if (line.Length + shown.Utf16SequenceLength > MaxLength)
            {
                return line.Append(Ellipsis).ToString();
            }

            line.Append(shown);
            isAfterSpace = rune.Value == ' ';
        }

        return line is [.., ' '] ? line.Remove(line.Length - 1, 1).Append(NoBreakSpace).ToString() : line.ToString();
    }

    private static Rune Show(Rune rune) => rune.Value switch
    {
        < 0x20 => new Rune(0x2400 + rune.Value),
        0x7F => new Rune(0x2421),
        0x85 or 0x2028 or 0x2029 => new Rune(0x2424),
        0x200C or 0x200D => rune,
        (>= 0xFDD0 and <= 0xFDEF) or 0xFFFE or 0xFFFF => Rune.ReplacementChar,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format => Rune.ReplacementChar,
            UnicodeCategory.SpaceSeparator when rune.Value != ' ' => NoBreakSpace,
            _ => rune,
        },
    };
}
