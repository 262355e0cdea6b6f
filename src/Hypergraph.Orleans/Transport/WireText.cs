using System.Globalization;
using System.Text;

namespace Hypergraph.Orleans;

/// <summary>Text as it travels: UTF-8, which has no halves of surrogate pairs.</summary>
internal static class WireText
{
    /// <exception cref="NotSupportedException">There is the half of a surrogate pair in it.</exception>
    public static void ThrowIfInvalid(ReadOnlySpan<char> text)
    {
        int at = IndexOfLoneSurrogate(text);
        if (at >= 0)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"a text in it has half of a surrogate pair, U+{(int)text[at]:X4} at index {at}, which would be lost. Send such text as bytes or as an array of numbers."));
        }
    }

    /// <summary>Text that is only to be read, cut to a length, with halves of surrogate pairs spelled out.</summary>
    public static string? Of(string? text, int maxLength)
    {
        if (text is null)
        {
            return null;
        }

        string cut = text.Length <= maxLength ? text
            : char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)] + "…"
            : text[..maxLength] + "…";
        return IndexOfLoneSurrogate(cut) < 0 ? cut : EscapeLoneSurrogates(cut);
    }

    private static string EscapeLoneSurrogates(string text)
    {
        var spelled = new StringBuilder();
        ReadOnlySpan<char> rest = text;
        for (int at = IndexOfLoneSurrogate(rest); at >= 0; at = IndexOfLoneSurrogate(rest))
        {
            spelled.Append(rest[..at]).Append(CultureInfo.InvariantCulture, $"\\u{(int)rest[at]:X4}");
            rest = rest[(at + 1)..];
        }

        return spelled.Append(rest).ToString();
    }

    /// <summary>The index of the first half of a surrogate pair that has no other half; -1 if there is none.</summary>
    private static int IndexOfLoneSurrogate(ReadOnlySpan<char> text)
    {
        int from = 0;
        while (true)
        {
            int next = text[from..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                return -1;
            }

            int at = from + next;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return at;
            }

            from = at + 2;
        }
    }
}
