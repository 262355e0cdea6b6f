using System.Globalization;

namespace Hypergraph.Progress;

/// <summary>Counts and rates as people read them.</summary>
internal static class CountText
{
    /// <summary>With separators: <c>1,204</c>.</summary>
    public static string Format(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With the noun that it counts: <c>1 retry</c>, <c>2 retries</c>.</summary>
    public static string Format(long count, string one, string many) => $"{Format(count)} {(count == 1 ? one : many)}";

    /// <summary>
    /// What is done and what there is to do: <c>3/5</c>; <c>3/…</c> while that grows, <c>3/?</c> where it is not known,
    /// <c>3/~5</c> where it is an estimate.
    /// </summary>
    public static string DoneOfTotal(ProgressRow row, string openEnd) => row switch
    {
        { IsTotalGrowing: true, IsClosed: false } => $"{Format(row.Done)}/{openEnd}",
        { IsTotalUnknown: true } => $"{Format(row.Done)}/?",
        { IsTotalEstimated: true } => $"{Format(row.Done)}/~{Format(row.Total)}",
        _ => $"{Format(row.Done)}/{Format(row.Total)}",
    };

    /// <summary>The unit that gives a number worth reading.</summary>
    public static RateUnit UnitOf(double perSecond) => perSecond switch
    {
        >= 1 => RateUnit.Second,
        >= 1.0 / 60 => RateUnit.Minute,
        _ => RateUnit.Hour,
    };

    /// <summary><c>12,345/s</c>, <c>3.4/s</c>, <c>12/min</c>, <c>4.2/h</c>.</summary>
    public static string Rate(double perSecond, RateUnit unit) => unit switch
    {
        RateUnit.Second => Rate(perSecond, exactBelow: 100, "s"),
        RateUnit.Minute => Rate(perSecond * 60, exactBelow: 10, "min"),
        _ => Rate(perSecond * 3600, exactBelow: 10, "h"),
    };

    private static string Rate(double rate, double exactBelow, string unit) =>
        $"{rate.ToString(rate < exactBelow ? "0.0" : "N0", CultureInfo.InvariantCulture)}/{unit}";
}
