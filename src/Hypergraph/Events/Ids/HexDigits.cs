using System.Buffers;
using System.Buffers.Binary;

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
        Span<byte> bytes = stackalloc byte[parts.Length * sizeof(ulong)];
        bool isId = digits.Length == Count * parts.Length && Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;
        ReadBytes(isId ? bytes : [], parts);
        return isId;
    }

    /// <summary>Reads the digits, in UTF-8, into the parts.</summary>
    /// <returns>Whether the digits have exactly that many parts; if not, all parts are zero.</returns>
    public static bool TryRead(ReadOnlySpan<byte> digits, Span<ulong> parts)
    {
        Span<byte> bytes = stackalloc byte[parts.Length * sizeof(ulong)];
        bool isId = digits.Length == Count * parts.Length && Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;
        ReadBytes(isId ? bytes : [], parts);
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
        ReadOnlySpan<byte> bytes = BytesOf(parts, stackalloc byte[MaxParts * sizeof(ulong)]);
        return IsUpperCase(format) ? Convert.TryToHexString(bytes, destination, out count) : Convert.TryToHexStringLower(bytes, destination, out count);
    }

    /// <summary>Writes the parts as UTF-8, if they fit.</summary>
    /// <exception cref="FormatException">The format is not one for ids.</exception>
    public static bool TryFormat(ReadOnlySpan<ulong> parts, Span<byte> destination, out int count, ReadOnlySpan<char> format)
    {
        ReadOnlySpan<byte> bytes = BytesOf(parts, stackalloc byte[MaxParts * sizeof(ulong)]);
        return IsUpperCase(format) ? Convert.TryToHexString(bytes, destination, out count) : Convert.TryToHexStringLower(bytes, destination, out count);
    }

    /// <summary>Reads the parts from their bytes, most significant first; zeros from none.</summary>
    private static void ReadBytes(ReadOnlySpan<byte> bytes, Span<ulong> parts)
    {
        parts.Clear();
        for (int i = 0; i * sizeof(ulong) < bytes.Length; i++)
        {
            parts[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(i * sizeof(ulong))..]);
        }
    }

    /// <summary>The bytes of the parts, most significant first.</summary>
    private static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<ulong> parts, Span<byte> bytes)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[(i * sizeof(ulong))..], parts[i]);
        }

        return bytes[..(parts.Length * sizeof(ulong))];
    }

    /// <summary>Whether a format of an id is that for upper case.</summary>
    private static bool IsUpperCase(ReadOnlySpan<char> format) => format switch
    {
        [] or "x" or "G" or "g" => false,
        "X" => true,
        _ => throw new FormatException($"'{format}' is not a format of an id. Use 'x' for lower-case or 'X' for upper-case hex digits."),
    };
}
