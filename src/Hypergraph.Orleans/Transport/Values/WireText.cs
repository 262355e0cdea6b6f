using System.Globalization;
using System.Text;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>Text for UTF-8, which cannot represent unpaired surrogates.</summary>
internal static class WireText
{
    /// <exception cref="NotSupportedException">The text contains an unpaired surrogate.</exception>
    public static void ThrowIfInvalid(ReadOnlySpan<char> text)
    {
        int index = IndexOfLoneSurrogate(text);
        if (index >= 0)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"a text in it has an unpaired surrogate, U+{(int)text[index]:X4} at index {index}, which UTF-8 cannot represent. Send such text as bytes or as an array of numbers."));
        }
    }

    /// <summary>Returns display text, truncated to a length, with unpaired surrogates escaped.</summary>
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
        var escaped = new StringBuilder();
        ReadOnlySpan<char> rest = text;
        for (int index = IndexOfLoneSurrogate(rest); index >= 0; index = IndexOfLoneSurrogate(rest))
        {
            escaped.Append(rest[..index]).Append(CultureInfo.InvariantCulture, $"\\u{(int)rest[index]:X4}");
            rest = rest[(index + 1)..];
        }

        return escaped.Append(rest).ToString();
    }

    /// <summary>Returns the index of the first unpaired surrogate; -1 if there is none.</summary>
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

            int index = from + next;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
            {
                return index;
            }

            from = index + 2;
        }
    }
}
