using System.Globalization;

namespace Hypergraph.Progress.Text;

/// <summary>Times as people read them.</summary>
internal static class TimeText
{
    /// <summary>Formats a time as a clock: <c>00:04</c>, <c>1:02:03</c>.</summary>
    public static string Clock(TimeSpan time) => time < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>Formats a duration in a suitable unit: <c>12 ms</c>, <c>1.5 s</c>, <c>2:05 min</c>, <c>1:02:03 h</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromSeconds(1) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMilliseconds} ms"),
        _ when time < TimeSpan.FromMinutes(1) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalSeconds * 10) / 10:0.0} s"),
        _ when time < TimeSpan.FromHours(1) => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00} min"),
        _ => Clock(time) + " h",
    };

    /// <summary>
    /// Formats a duration in words: <c>less than a second</c>, <c>1 second</c>, <c>2 minutes 5 seconds</c>, <c>1 hour 2
    /// minutes</c>.
    /// </summary>
    public static string Spoken(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromSeconds(1) => "less than a second",
        _ when time < TimeSpan.FromMinutes(1) => Part(time.Seconds, "second"),
        _ when time < TimeSpan.FromHours(1) => Parts(time.Minutes, "minute", time.Seconds, "second"),
        _ => Parts((long)time.TotalHours, "hour", time.Minutes, "minute"),
    };

    private static string Parts(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? Part(large, largeUnit) : $"{Part(large, largeUnit)} {Part(small, smallUnit)}";

    private static string Part(long count, string unit) => CountText.Format(count, unit, unit + "s");
}
