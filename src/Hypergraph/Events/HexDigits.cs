using System.Globalization;

namespace Hypergraph;

/// <summary>Eight bytes as 16 hex digits, of which ids are made.</summary>
internal static class HexDigits
{
    /// <summary>The number of digits.</summary>
    public const int Count = 16;

    public static bool TryRead(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;
        return digits.Length == Count && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The format of a part, for the format of an id: lower case unless it is <c>X</c>.</summary>
    /// <exception cref="FormatException">It is none of an id.</exception>
    public static string FormatOf(ReadOnlySpan<char> format) => format switch
    {
        [] or "x" or "G" or "g" => "x16",
        "X" => "X16",
        _ => throw new FormatException($"'{format}' is not a format of an id. Use 'x' for lower-case or 'X' for upper-case hex digits."),
    };
}
