using System.Globalization;
using System.Text.Json;

namespace Hypergraph.Tool.Output;

/// <summary>Numbers, times and names as text.</summary>
internal static class Words
{
    /// <summary>Returns a number with the word for what is counted: <c>1 run</c>, <c>2 runs</c>.</summary>
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? $"{one}s")}");

    /// <summary>Returns a duration: <c>0.02 ms</c>, <c>12.5 ms</c>, <c>3.21 s</c>, <c>1:02:03</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.##} ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}"),
    };

    /// <summary>Returns a time in UTC, to the second: <c>2026-02-28 17:05:09Z</c>.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);

    /// <summary>Returns the name of an enumeration's value in lower camel case.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Returns an integer as text.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
