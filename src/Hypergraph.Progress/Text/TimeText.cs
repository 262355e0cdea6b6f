using System.Globalization;

namespace Hypergraph.Progress;

/// <summary>Times as people read them.</summary>
internal static class TimeText
{
    /// <summary>A clock: <c>00:04</c>, <c>1:02:03</c>.</summary>
    public static string Clock(TimeSpan time) => time < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>A length in the unit that suits it: <c>12 ms</c>, <c>1.5 s</c>, <c>2:05 min</c>, <c>1:02:03 h</c>.</summary>
    public static string Length(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromSeconds(1) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMilliseconds} ms"),
        _ when time < TimeSpan.FromMinutes(1) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalSeconds * 10) / 10:0.0} s"),
        _ when time < TimeSpan.FromHours(1) => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00} min"),
        _ => Clock(time) + " h",
    };
}
