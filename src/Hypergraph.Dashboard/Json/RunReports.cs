using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Dashboard.Json;

/// <summary>What the page may do.</summary>
internal sealed record DashboardInfo(string Version, bool HasStore, bool CanAnswer, bool CanStop, bool IncludesValues, string Token);

/// <summary>The graph of a run, for its picture.</summary>
internal sealed record GraphReport(IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges);

/// <summary>A node of a picture. Its path is that of its row.</summary>
internal sealed record PictureNode(string Path, string Name, string Kind, bool? IsMapped, IReadOnlyList<PictureNode>? Nodes, IReadOnlyList<PictureEdge>? Edges);

/// <summary>An edge of a picture.</summary>
internal sealed record PictureEdge(string From, string To, string? Label, bool? IsBranch, bool? IsBack);

/// <summary>The failures of a run by their causes.</summary>
internal sealed record FailureReport(long Total, IReadOnlyList<FailureCause> Groups, long OmittedGroups);

/// <summary>The failures of one cause.</summary>
internal sealed record FailureCause(string Node, string Type, string Message, long Count, IReadOnlyList<FailureSample> Samples);

/// <summary>A failure.</summary>
internal sealed record FailureSample(string? Path, string Items, string? Label, string Message, string? Stack, DateTimeOffset Time);

/// <summary>A page of the events of a run, newest first.</summary>
internal sealed record EventPage(IReadOnlyList<ListedEvent> Events, long Oldest, long Newest, long Missed);

/// <summary>An event in the log.</summary>
internal sealed record ListedEvent(long Number, DateTimeOffset Time, string Kind, string? Path, string Text, string? Values);

/// <summary>The executions of a run in time. Times are milliseconds since its start.</summary>
internal sealed record Timeline(DateTimeOffset Start, DateTimeOffset? End, IReadOnlyList<TimelineLane> Lanes, long Omitted, IReadOnlyList<CriticalSpan> Critical);

/// <summary>The executions of a node in time.</summary>
internal sealed record TimelineLane(string Path, IReadOnlyList<TimelineSpan> Spans);

/// <summary>An execution in time.</summary>
internal sealed record TimelineSpan(string? Items, double Start, double? End, string State);

/// <summary>An execution of the critical path.</summary>
/// <param name="Path">The node.</param>
/// <param name="Items">The items around it.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Waited">The time after the end of the execution before it.</param>
internal sealed record CriticalSpan(string Path, string? Items, double Start, double End, double Waited);

/// <summary>A page of the items of a map.</summary>
internal sealed record ItemPage(long Total, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<ItemReport> Items);

/// <summary>An item of a map.</summary>
internal sealed record ItemReport(string Index, string? Label, string State, double Start, double? Duration, string? Message);

/// <summary>What a store has of a run.</summary>
internal sealed record StoredReport(RunSummary Summary)
{
    public IReadOnlyList<StoredExecutionReport> Executions { get; init; } = [];

    /// <summary>The number of executions that are not in <see cref="Executions"/>.</summary>
    public long Omitted { get; init; }

    /// <summary>Why the executions were not read; null if they were.</summary>
    public string? NotRead { get; init; }

    /// <summary>The number of executions that retries have removed, so that they ran again or will; null if they were not read.</summary>
    public long? Retried { get; init; }

    public IReadOnlyList<QuestionReport> Questions { get; init; } = [];

    /// <summary>Whether there are more questions.</summary>
    public bool? HasMoreQuestions { get; init; }

    /// <summary>The run from which it was forked, itself, and its forks.</summary>
    public IReadOnlyList<LineageReport> Lineage { get; init; } = [];

    /// <summary>Whether there may be more forks.</summary>
    public bool? IsLineagePartial { get; init; }

    /// <summary>The calls of the run whose events are known, the first one first.</summary>
    public IReadOnlyList<CallReport> Calls { get; init; } = [];
}

/// <summary>A call of a stored run.</summary>
/// <param name="Key">The key of the call.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Started">When it began.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="IsResumed">Whether it continued what an earlier call had stored.</param>
/// <param name="Restored">The number of executions that the store had.</param>
internal sealed record CallReport(string Key, string Status, DateTimeOffset Started, DateTimeOffset? Ended, bool? IsResumed, long Restored);

/// <summary>An execution that a store has.</summary>
internal sealed record StoredExecutionReport(string Key, string Kind, string? Error, IReadOnlyDictionary<string, string>? Values);

/// <summary>An open question.</summary>
internal sealed record QuestionReport(string Key, string Node, string Items, string Answer, string Type, string? Question);

/// <summary>A run from which another one was forked, or the other way round.</summary>
internal sealed record LineageReport(string Key, string Workflow, string Status, string Relation);

/// <summary>A request to answer a question.</summary>
internal sealed record AnswerRequest([property: JsonRequired] string Key, [property: JsonRequired] JsonElement Value);

/// <summary>A request to stop a run.</summary>
internal sealed record StopRequest(string? Reason);

/// <summary>An error, as RFC 9457 has it.</summary>
internal sealed record Problem(string Title, string Detail, int Status);
