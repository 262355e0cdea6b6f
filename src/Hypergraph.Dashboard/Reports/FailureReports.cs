using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the failures of a run.</summary>
internal static class FailureReports
{
    public static FailureReport Of(FailureGroups failures) => new(failures.Total, [.. failures.Groups.Select(Of)], failures.Omitted);

    private static FailureCause Of(FailureGroup group) => new(
        group.Node,
        group.Type,
        group.Message,
        group.Count,
        [.. group.Samples.Select(e => new FailureSample(e.Path, string.Join('.', e.ItemPath), e.ItemLabel, e.ErrorMessage, e.ErrorStackTrace ?? e.Error?.StackTrace, e.Timestamp))]);
}
