namespace Hypergraph.Progress;

/// <summary>
/// One row of a run's tree as it stood at one moment. A row belongs to a place in the graph's outline, never to a name:
/// a graph that is used twice has two sets of rows.
/// </summary>
public sealed record ProgressRow
{
    /// <summary>
    /// The place: names from the outermost graph inwards, joined by <c>/</c>. A mapped graph's row has the path of the
    /// node that holds the graph; the row of the call's own map has the empty path.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The nesting level; each is shown as two spaces.</summary>
    public required int Level { get; init; }

    /// <summary>What the row stands for.</summary>
    public required ProgressIcon Icon { get; init; }

    /// <summary>The node's name, or the label of a map. Text, never markup, and exactly as it was given.</summary>
    public required string Label { get; init; }

    /// <summary>The number of executions, or of a map's items, that have ended, well or badly. It never goes back.</summary>
    public required long Done { get; init; }

    /// <summary>
    /// The number of executions, or of a map's items, that are expected: never less than <see cref="Done"/>, and the sum
    /// of it and <see cref="NotStarted"/> when the row is closed.
    /// </summary>
    public required long Total { get; init; }

    /// <summary>
    /// How many of <see cref="Total"/> never started because a map failed or was stopped: a map's items, and the executions
    /// that they would have had.
    /// </summary>
    public long NotStarted { get; init; }

    /// <summary>
    /// Whether no map at this place has begun, so that <see cref="Total"/> rests on the assumption of one item for each
    /// map to come.
    /// </summary>
    public bool IsTotalAssumed { get; init; }

    /// <summary>
    /// Whether <see cref="Total"/> is an estimate: maps at this place have different sizes, and the mean of those that have
    /// begun stands for those that have not.
    /// </summary>
    public bool IsTotalEstimated { get; init; }

    /// <summary>
    /// Whether nobody knows how many items there will be: a map over a stream, or a row within one, where
    /// <see cref="Total"/> is what has begun so far.
    /// </summary>
    public bool IsTotalGrowing { get; init; }

    /// <summary>
    /// Whether a map over a stream, at this place or around it, failed or was stopped: nobody knows how many items it would
    /// have had, and <see cref="Total"/> is what has begun.
    /// </summary>
    public bool IsStreamCut { get; init; }

    /// <summary>How many of <see cref="Done"/> ended badly.</summary>
    public long Failed { get; init; }

    /// <summary>How many of <see cref="Done"/> ended in a pause.</summary>
    public long Paused { get; init; }

    /// <summary>How many of <see cref="Done"/> ended because they were stopped.</summary>
    public long Stopped { get; init; }

    /// <summary>How many of <see cref="Done"/> came from a cache. Always 0 for a map, whose items are runs.</summary>
    public long Cached { get; init; }

    /// <summary>How many attempts were made beyond the first ones. Always 0 for a map.</summary>
    public long Retries { get; init; }

    /// <summary>The number of executions, or of a map's items, that are under way.</summary>
    public long Running { get; init; }

    /// <summary>The label of the map's item that has been under way longest; null if none that is under way has one.</summary>
    public string? RunningItem { get; init; }

    /// <summary>Where the row stands.</summary>
    public required ProgressState State { get; init; }

    /// <summary>Whether the row is a map or lies within one, so that times are worth showing.</summary>
    public bool HasTime { get; init; }

    /// <summary>When the first of it began, by the events' clock; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last of it ended, by the events' clock; null while anything is expected.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// The time from <see cref="StartedAt"/> to <see cref="EndedAt"/>, or to the moment of the snapshot; null before it
    /// began. Never negative.
    /// </summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>
    /// The time that the rest will probably take, at the pace so far; null where it cannot be known, and where
    /// <see cref="HasTime"/> is false. Never negative.
    /// </summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>
    /// The executions, or of a map the items, that end in a second: lately while the row runs, over all once it is
    /// closed. Null outside maps, and until it can be known.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>
    /// How long an execution, or of a map an item, has taken in the mean; null until one has ended. What came from a
    /// cache does not count.
    /// </summary>
    public TimeSpan? Average { get; init; }

    /// <summary>
    /// What the executions under way have told of their own progress, added up, in units of their own; null if none has
    /// told anything.
    /// </summary>
    public long? OwnDone { get; init; }

    /// <summary>What <see cref="OwnDone"/> will come to; null if not all of the executions that tell know it.</summary>
    public long? OwnTotal { get; init; }

    /// <summary>The first failure of a node at this place; null if there is none.</summary>
    public ProgressFailure? FirstFailure { get; init; }

    /// <summary>Whether the node may run any number of times in one run.</summary>
    public bool IsInLoop { get; init; }

    /// <summary>Whether nothing more is expected here.</summary>
    public bool IsClosed => State is not (ProgressState.Waiting or ProgressState.Running or ProgressState.Retrying);

    /// <summary>
    /// Whether <see cref="Total"/> rests on an assumption that no map at this place has borne out, or ever will, or leaves out
    /// what a stream did not come to.
    /// </summary>
    internal bool IsTotalUnknown => (IsTotalAssumed && (!IsClosed || NotStarted > 0)) || (IsStreamCut && (IsClosed || !IsTotalGrowing));

    /// <summary>Whether the items of the map have labels, of which <see cref="RunningItem"/> comes and goes.</summary>
    internal bool HasItemLabels { get; init; }

    /// <summary>Whether <see cref="Total"/> is worth showing.</summary>
    internal bool HasTotal => !IsTotalUnknown && (IsClosed || !IsTotalGrowing);

    /// <summary>The shares of a map that were passed, in order. Renderers of text report them.</summary>
    internal IReadOnlyList<MapMilestone> Milestones { get; init; } = [];

    /// <summary>The unit in which <see cref="Rate"/> was last shown and still can be; null for the one that suits it best.</summary>
    internal RateUnit? RateUnit { get; init; }

    /// <summary>The total as it was known when the run began; null where it was not.</summary>
    internal long? TotalAtStart { get; init; }

    /// <summary>The number of items of the first map at this place; null before it begins, and for a stream.</summary>
    internal int? FirstMapSize { get; init; }

    /// <summary>The number of the event that began it, within the model; orders rows whose times are equal.</summary>
    internal long StartSequence { get; init; }

    /// <summary>The number of the event that last ended something here.</summary>
    internal long EndSequence { get; init; }
}
