using System.Globalization;
using System.Text;

namespace Hypergraph;

/// <summary>Reads and writes ids, which are one or more parts of eight bytes, each printed as 16 hex digits.</summary>
internal static class HexDigits
{
    /// <summary>The number of digits of one part.</summary>
    public const int Count = 16;

    private const int MostParts = 2;

    /// <summary>Reads as many parts as there is room for.</summary>
    /// <returns>Whether the digits are those of so many parts; if not, all parts are zero.</returns>
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

    /// <summary>The parts as text.</summary>
    /// <exception cref="FormatException">The format is none of an id.</exception>
    public static string ToString(ReadOnlySpan<ulong> parts, ReadOnlySpan<char> format = default)
    {
        Span<char> digits = stackalloc char[MostParts * Count];
        _ = TryFormat(parts, digits, out int count, format);
        return new string(digits[..count]);
    }

    /// <summary>Writes the parts as text, if there is room for it.</summary>
    /// <exception cref="FormatException">The format is none of an id.</exception>
    public static bool TryFormat(ReadOnlySpan<ulong> parts, Span<char> destination, out int count, ReadOnlySpan<char> format)
    {
        string part = FormatOf(format);
        bool hasRoom = destination.Length >= Count * parts.Length;
        for (int i = 0; hasRoom && i < parts.Length; i++)
        {
            _ = parts[i].TryFormat(destination[(Count * i)..], out _, part, CultureInfo.InvariantCulture);
        }

        count = hasRoom ? Count * parts.Length : 0;
        return hasRoom;
    }

    /// <summary>Writes the parts as UTF-8, if there is room for it.</summary>
    /// <exception cref="FormatException">The format is none of an id.</exception>
    public static bool TryFormat(ReadOnlySpan<ulong> parts, Span<byte> destination, out int count, ReadOnlySpan<char> format)
    {
        Span<char> digits = stackalloc char[MostParts * Count];
        _ = TryFormat(parts, digits, out int needed, format);
        bool hasRoom = destination.Length >= needed;
        count = hasRoom ? Encoding.ASCII.GetBytes(digits[..needed], destination) : 0;
        return hasRoom;
    }

    /// <summary>The format of a part, for the format of an id: lower case unless it is <c>X</c>.</summary>
    private static string FormatOf(ReadOnlySpan<char> format) => format switch
    {
        [] or "x" or "G" or "g" => "x16",
        "X" => "X16",
        _ => throw new FormatException($"'{format}' is not a format of an id. Use 'x' for lower-case or 'X' for upper-case hex digits."),
    };
}
