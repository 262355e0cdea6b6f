using System.Globalization;
using System.Text;

namespace Hypergraph.Events.Ids;

/// <summary>Reads and writes ids, which are one or more parts of eight bytes, each written as 16 hex digits.</summary>
internal static class HexDigits
{
    /// <summary>The number of digits of one part.</summary>
    public const int Count = 16;

    private const int MaxParts = 2;

    /// <summary>Reads the digits into the parts.</summary>
    /// <returns>Whether the digits have exactly that many parts; if not, all parts are zero.</returns>
    public static bool TryRead(ReadOnlySpan<char> digits, Span<ulong> parts)
    {
        bool isId = digits.Length == Count * parts.Length;
        for (int i = 0; isId && i < parts.Length; i++)
        {
            isId = ulong.TryParse(digits.Slice(Count * i, Count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out parts[i]);
        }

        if (!isId)
        {
            parts.Clear();
        }

        return isId;
    }

    /// <summary>Reads the digits, in UTF-8, into the parts.</summary>
    /// <returns>Whether the digits have exactly that many parts.</returns>
    public static bool TryRead(ReadOnlySpan<byte> digits, Span<ulong> parts)
    {
        bool isId = digits.Length == Count * parts.Length;
        for (int i = 0; isId && i < parts.Length; i++)
        {
            isId = ulong.TryParse(digits.Slice(Count * i, Count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out parts[i]);
        }

        return isId;
    }

    /// <summary>Returns the parts as text.</summary>
    /// <exception cref="FormatException">The format is not one for ids.</exception>
    public static string ToString(ReadOnlySpan<ulong> parts, ReadOnlySpan<char> format = default)
    {
        Span<char> digits = stackalloc char[MaxParts * Count];
        _ = TryFormat(parts, digits, out int count, format);
        return new string(digits[..count]);
    }

    /// <summary>Writes the parts as text, if they fit.</summary>
    /// <exception cref="FormatException">The format is not one for ids.</exception>
    public static bool TryFormat(ReadOnlySpan<ulong> parts, Span<char> destination, out int count, ReadOnlySpan<char> format)
    {
        string part = FormatOf(format);
        bool fits = destination.Length >= Count * parts.Length;
        for (int i = 0; fits && i < parts.Length; i++)
        {
            _ = parts[i].TryFormat(destination[(Count * i)..], out _, part, CultureInfo.InvariantCulture);
        }

        count = fits ? Count * parts.Length : 0;
        return fits;
    }

    /// <summary>Writes the parts as UTF-8, if they fit.</summary>
    /// <exception cref="FormatException">The format is not one for ids.</exception>
    public static bool TryFormat(ReadOnlySpan<ulong> parts, Span<byte> destination, out int count, ReadOnlySpan<char> format)
    {
        Span<char> digits = stackalloc char[MaxParts * Count];
        _ = TryFormat(parts, digits, out int needed, format);
        bool fits = destination.Length >= needed;
        count = fits ? Encoding.ASCII.GetBytes(digits[..needed], destination) : 0;
        return fits;
    }

    /// <summary>Returns the format of a part for the format of an id: lower case unless it is <c>X</c>.</summary>
    private static string FormatOf(ReadOnlySpan<char> format) => format switch
    {
        [] or "x" or "G" or "g" => "x16",
        "X" => "X16",
        _ => throw new FormatException($"'{format}' is not a format of an id. Use 'x' for lower-case or 'X' for upper-case hex digits."),
    };
}
