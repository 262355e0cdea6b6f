using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Statistics;

/// <summary>
/// The executions on which the end of a run waited: from the end backwards, always the one that ended last before what followed began. The rest
/// of the time belongs to the node, or the run, around them.
/// </summary>
internal static class CriticalPath
{
    /// <summary>Returns the steps of a run in the order in which they first had time; none if the run has not ended.</summary>
    public static IReadOnlyList<PathStep> Of(LoggedRun run)
    {
        if (run.Root.End is not { } end)
        {
            return [];
        }

        TimeSpan whole = end.Timestamp - run.Root.Start.Timestamp;
        return
        [
            .. PartsOf(run.Root)
                .Where(part => part.To > part.From)
                .OrderBy(part => part.From)
                .GroupBy(part => part.Span.NodePath, StringComparer.Ordinal)
                .Select(parts => StepOf(parts.Key, TimeSpan.FromTicks(parts.Sum(part => (part.To - part.From).Ticks)), whole)),
        ];
    }

    private static PathStep StepOf(string? node, TimeSpan time, TimeSpan whole) => new(node, time, Math.Round(100 * (time / whole), 1));

    private static IEnumerable<(LoggedSpan Span, DateTimeOffset From, DateTimeOffset To)> PartsOf(LoggedSpan root)
    {
        var open = new Stack<LoggedSpan>([root]);
        while (open.TryPop(out LoggedSpan? span))
        {
            DateTimeOffset cursor = span.End!.Timestamp;
            foreach (LoggedSpan child in span.Children.Where(child => child.End is not null).OrderByDescending(child => child.End!.Timestamp).ThenByDescending(child => child.Start.Timestamp))
            {
                if (child.End!.Timestamp <= cursor)
                {
                    yield return (span, child.End.Timestamp, cursor);
                    cursor = child.Start.Timestamp;
                    open.Push(child);
                }
            }

            yield return (span, span.Start.Timestamp, cursor);
        }
    }
}
