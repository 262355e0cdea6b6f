using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hypergraph.Dashboard.Runs;

/// <summary>
/// The keys of stored runs in addresses: <c>stored:</c> and the name, in which each byte that is no letter, digit, hyphen, dot or underscore is a tilde with two hexadecimal digits. There is no
/// percent sign in it, which servers and proxies decode at different times, so that <c>a/b</c> and <c>a%2Fb</c> could not be distinguished.
/// </summary>
internal static class StoredKeys
{
    private const string Prefix = "stored:";

    private static readonly SearchValues<char> Unescaped = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the key of a stored run.</summary>
    public static string Of(string id)
    {
        var key = new StringBuilder(Prefix);
        foreach (byte unit in Encoding.UTF8.GetBytes(id))
        {
            _ = Unescaped.Contains((char)unit) ? key.Append((char)unit) : key.Append(CultureInfo.InvariantCulture, $"~{unit:X2}");
        }

        return key.ToString();
    }

    /// <summary>Whether a key is that of a stored run.</summary>
    public static bool IsOne(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Returns the name of the stored run of a key; null if the key is none.</summary>
    public static string? Parse(string key)
    {
        List<byte> units = [];
        for (int i = Prefix.Length; i < key.Length; i++)
        {
            if (key[i] != '~')
            {
                units.AddRange(Encoding.UTF8.GetBytes(key, i, 1));
            }
            else if (i + 2 < key.Length && byte.TryParse(key.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte unit))
            {
                units.Add(unit);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return Text([.. units]);
    }

    private static string? Text(byte[] units)
    {
        try
        {
            return units.Length == 0 || units.Contains((byte)0) ? null : StrictUtf8.GetString(units);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
