using System.Diagnostics;
using Hypergraph.Progress.Model;

namespace Hypergraph.Progress;

/// <summary>
/// One row of a run's tree at one moment. A row belongs to a position in the graph's outline, not to a name: a graph that is used
/// twice has two sets of rows.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record ProgressRow
{
    /// <summary>
    /// The path: names from the outermost graph inwards, joined by <c>/</c>. The row of a mapped graph has the path of the node
    /// that contains the graph. The row of a top-level map has the empty path.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The nesting level. Each level is shown as two spaces.</summary>
    public required int Level { get; init; }

    /// <summary>The kind of the row.</summary>
    public required ProgressIcon Icon { get; init; }

    /// <summary>The node's name, or the label of a map. It is text, not markup, and unchanged.</summary>
    public required string Label { get; init; }

    /// <summary>The number of executions, or of a map's items, that have ended, successfully or not. It never decreases.</summary>
    public required long Done { get; init; }

    /// <summary>
    /// The number of executions, or of a map's items, that are expected. It is never less than <see cref="Done"/>. When the row
    /// is closed it is the sum of <see cref="Done"/> and <see cref="NotStarted"/>.
    /// </summary>
    public required long Total { get; init; }

    /// <summary>
    /// The number of items, or of executions in them, that are part of <see cref="Total"/> but never started because a map failed
    /// or was stopped.
    /// </summary>
    public long NotStarted { get; init; }

    /// <summary>Whether <see cref="Total"/> assumes one item for each map, because no map at this position has begun.</summary>
    public bool IsTotalAssumed { get; init; }

    /// <summary>
    /// Whether <see cref="Total"/> is an estimate: maps at this position have different sizes, and the mean of those that have
    /// begun is used for the others.
    /// </summary>
    public bool IsTotalEstimated { get; init; }

    /// <summary>
    /// Whether the number of items is unknown: the row is a map over a stream or lies in one, and <see cref="Total"/> is the
    /// number begun so far.
    /// </summary>
    public bool IsTotalGrowing { get; init; }

    /// <summary>
    /// Whether a map over a stream, this one or an enclosing one, failed or was stopped. The number of items then stays unknown,
    /// and <see cref="Total"/> is the number that has begun.
    /// </summary>
    public bool IsStreamCut { get; init; }

    /// <summary>The number of executions or items in <see cref="Done"/> that failed.</summary>
    public long Failed { get; init; }

    /// <summary>The number of executions or items in <see cref="Done"/> that paused.</summary>
    public long Paused { get; init; }

    /// <summary>The number of executions or items in <see cref="Done"/> that were stopped.</summary>
    public long Stopped { get; init; }

    /// <summary>
    /// The number of executions in <see cref="Done"/> whose outputs came from a cache. Always 0 for a map, whose items are runs.
    /// </summary>
    public long Cached { get; init; }

    /// <summary>
    /// The number of executions in <see cref="Done"/> whose outputs, or failure, came from the store of the run; for a map, of items in which all executions did.
    /// They count for no rate, duration or remaining time.
    /// </summary>
    public long Restored { get; init; }

    /// <summary>The number of attempts after the first one of each execution. Always 0 for a map.</summary>
    public long Retries { get; init; }

    /// <summary>The number of executions, or of a map's items, in flight.</summary>
    public long Running { get; init; }

    /// <summary>The label of the map's item that has been in flight longest; null if no item in flight has a label.</summary>
    public string? RunningItem { get; init; }

    /// <summary>The state of the row.</summary>
    public required ProgressState State { get; init; }

    /// <summary>Whether the row is a map or lies in one, so that its times are shown.</summary>
    public bool HasTime { get; init; }

    /// <summary>The time at which its first execution or item began, by the events' clock; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The time at which its last execution or item ended, by the events' clock; null while more is expected.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// The time from <see cref="StartedAt"/> to <see cref="EndedAt"/>, or to the time of the snapshot; null before the start.
    /// Never negative.
    /// </summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>
    /// The estimated remaining time at the current rate; null if it is not known, or if <see cref="HasTime"/> is false. Never
    /// negative.
    /// </summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>
    /// The number of executions, or of a map's items, that end in a second: recently while the row is running, on average once it
    /// is closed. Null outside maps, and until it is known. What was restored does not count.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>
    /// The mean duration of an execution, or of a map's item; null until one has ended. Executions whose outputs came from a
    /// cache, and what was restored, do not count.
    /// </summary>
    public TimeSpan? Average { get; init; }

    /// <summary>
    /// The sum of the progress that the executions in flight have reported themselves, in their own units; null if none has
    /// reported any.
    /// </summary>
    public long? OwnDone { get; init; }

    /// <summary>The sum of the totals for <see cref="OwnDone"/>; null if an execution that reports progress has no total.</summary>
    public long? OwnTotal { get; init; }

    /// <summary>The first failure of the node; null if there is none.</summary>
    public ProgressFailure? FirstFailure { get; init; }

    /// <summary>Whether the node is part of a loop, so that it may run any number of times in one run.</summary>
    public bool IsInLoop { get; init; }

    /// <summary>Whether nothing more is expected.</summary>
    public bool IsClosed => State is not (ProgressState.Waiting or ProgressState.Running or ProgressState.Retrying);

    /// <summary>
    /// Whether <see cref="Total"/> is an assumption that no map at this position has confirmed, or leaves out the unknown rest of
    /// a stream.
    /// </summary>
    internal bool IsTotalUnknown => (IsTotalAssumed && (!IsClosed || NotStarted > 0)) || (IsStreamCut && (IsClosed || !IsTotalGrowing));

    /// <summary>Whether the items of the map have labels, so that <see cref="RunningItem"/> changes.</summary>
    internal bool HasItemLabels { get; init; }

    /// <summary>Whether <see cref="Total"/> is shown.</summary>
    internal bool HasTotal => !IsTotalUnknown && (IsClosed || !IsTotalGrowing);

    /// <summary>The milestones that the map has reached, in order. Text formats report them.</summary>
    internal IReadOnlyList<MapMilestone> Milestones { get; init; } = [];

    /// <summary>The unit in which <see cref="Rate"/> was last shown, if it is still suitable; null for the most suitable one.</summary>
    internal RateUnit? RateUnit { get; init; }

    /// <summary>The total that was known when the run began; null if none was.</summary>
    internal long? TotalAtStart { get; init; }

    /// <summary>The number of items of the first map at this position; null before it begins, and for a stream.</summary>
    internal int? FirstMapSize { get; init; }

    /// <summary>The number, within the model, of the event that began the row. It orders rows with equal times.</summary>
    internal long StartSequence { get; init; }

    /// <summary>The number of the event that last ended an execution or item of the row.</summary>
    internal long EndSequence { get; init; }

    private string DebuggerText => $"{(Path.Length == 0 ? Label : Path)}: {Done}/{Total} {State}";
}
