using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the failures of a run.</summary>
internal static class FailureReports
{
    /// <summary>Describes failures, the most frequent cause first.</summary>
    public static FailureReport Of(RunTracker tracker, TrackedRun run)
    {
        (FailureGroup[] groups, long total, long omitted) = tracker.Read(_ => (run.Failures.Copy(), run.Failures.Total, run.Failures.Omitted));
        return new FailureReport(total, [.. groups.OrderByDescending(group => group.Count).Select(Of)], omitted);
    }

    private static FailureCause Of(FailureGroup group) => new(
        group.Node,
        group.Type,
        group.Message,
        group.Count,
        [.. group.Samples.Select(failure => new FailureSample(failure.Path, string.Join('.', failure.Items), failure.Label, failure.Message, failure.Stack, failure.Time))]);
}
