using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Statistics;

/// <summary>The time of a span in which nothing in it ran.</summary>
internal static class SelfTime
{
    /// <summary>Returns the time.</summary>
    /// <param name="span">The span.</param>
    /// <param name="duration">Its duration.</param>
    public static TimeSpan Of(LoggedSpan span, TimeSpan duration)
    {
        // The children are in the order of their starts.
        TimeSpan covered = TimeSpan.Zero;
        DateTimeOffset last = DateTimeOffset.MinValue;
        foreach (LoggedSpan child in span.Children)
        {
            DateTimeOffset start = child.Start.Timestamp > last ? child.Start.Timestamp : last;
            if (child.End?.Timestamp is { } end && end > start)
            {
                covered += end - start;
                last = end;
            }
        }

        return covered < duration ? duration - covered : TimeSpan.Zero;
    }
}
