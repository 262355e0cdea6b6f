using System.Globalization;
using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Text;

/// <summary>Counts and rates as people read them.</summary>
internal static class CountText
{
    /// <summary>Formats a count with separators: <c>1,204</c>.</summary>
    public static string Format(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a count with its noun: <c>1 retry</c>, <c>2 retries</c>.</summary>
    public static string Format(long count, string one, string many) => $"{Format(count)} {(count == 1 ? one : many)}";

    /// <summary>
    /// Formats the completed and the total count: <c>3/5</c>; <c>3/…</c> while the total grows, <c>3/?</c> if it is not known,
    /// <c>3/~5</c> if it is an estimate.
    /// </summary>
    public static string DoneOfTotal(ProgressRow row, string unknownTotal) => row switch
    {
        { IsTotalGrowing: true, IsClosed: false } => $"{Format(row.Done)}/{unknownTotal}",
        { IsTotalUnknown: true } => $"{Format(row.Done)}/?",
        { IsTotalEstimated: true } => $"{Format(row.Done)}/~{Format(row.Total)}",
        _ => $"{Format(row.Done)}/{Format(row.Total)}",
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
