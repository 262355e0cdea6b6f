using System.Globalization;

namespace Hypergraph.Progress.Tests;

/// <summary>The colours of a terminal.</summary>
/// <param name="Background">The background.</param>
/// <param name="Text">Text without a colour.</param>
/// <param name="Colors">The sixteen colours, black first, each as <c>rrggbb</c>.</param>
public sealed record Palette(string Background, string Text, string[] Colors)
{
    private static readonly string[] Xterm =
    [
        "000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
        "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff",
    ];

    private static readonly string[] Solarized =
    [
        "073642", "dc322f", "859900", "b58900", "268bd2", "d33682", "2aa198", "eee8d5",
        "002b36", "cb4b16", "586e75", "657b83", "839496", "6c71c4", "93a1a1", "fdf6e3",
    ];

    private static readonly string[] Tango =
    [
        "2e3436", "cc0000", "4e9a06", "c4a000", "3465a4", "75507b", "06989a", "d3d7cf",
        "555753", "ef2929", "8ae234", "fce94f", "729fcf", "ad7fa8", "34e2e2", "eeeeec",
    ];

    private static readonly string[] Campbell =
    [
        "0c0c0c", "c50f1f", "13a10e", "c19c00", "0037da", "881798", "3a96dd", "cccccc",
        "767676", "e74856", "16c60c", "f9f1a5", "3b78ff", "b4009e", "61d6d6", "f2f2f2",
    ];

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Palette> All { get; } = new Dictionary<string, Palette>
    {
        ["xterm"] = new("000000", "e5e5e5", Xterm),
        ["xterm on white"] = new("ffffff", "000000", Xterm),
        ["Solarized dark"] = new("002b36", "839496", Solarized),
        ["Solarized light"] = new("fdf6e3", "657b83", Solarized),
        ["Tango dark"] = new("2e3436", "d3d7cf", Tango),
        ["Tango light"] = new("ffffff", "2e3436", Tango),
        ["Campbell"] = new("0c0c0c", "cccccc", Campbell),
    };

    /// <summary>How much what is written differs from the background: from 1 to 21, as the accessibility guidelines of the web count.</summary>
    /// <param name="sgr">The codes in force, such as <c>38;5;2</c>.</param>
    public double Contrast(string sgr)
    {
        double text = Luminance(ColorOf(sgr));
        double background = Luminance(Rgb(Background));
        return (Math.Max(text, background) + 0.05) / (Math.Min(text, background) + 0.05);
    }

    /// <summary>The colour of what is written, from 0 to 1 each. Dim is halfway to the background.</summary>
    public double[] ColorOf(string sgr)
    {
        string[] codes = sgr.Split(';');
        int at = Array.IndexOf(codes, "38");
        double[] text = Rgb(at < 0 ? Text : Colors[int.Parse(codes[at + 2], CultureInfo.InvariantCulture)]);
        return codes[0] == "2" ? [.. text.Zip(Rgb(Background), (one, other) => (one + other) / 2)] : text;
    }

    private static double[] Rgb(string hex) =>
        [.. Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];

    private static double Luminance(double[] rgb)
    {
        double[] linear = [.. rgb.Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
