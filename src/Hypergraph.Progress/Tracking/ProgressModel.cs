using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hypergraph.Progress.Model;
using Hypergraph.Progress.Tracking.Counting;
using Hypergraph.Progress.Tracking.Views;
using Hypergraph.Threading;

namespace Hypergraph.Progress;

/// <summary>
/// Turns events into rows. A model needs no screen and no live graph, only events and the outline that the first of them carries.
/// The events may also come from a log or from another process.
/// </summary>
/// <remarks>
/// <para>
/// Thread-safe, for any number of runs at once and in succession. An event costs a few counters. It draws nothing, and in the
/// steady state it allocates nothing. <see cref="Snapshot"/> and <see cref="View"/> create the rows.
/// </para>
/// <para>
/// An incomplete stream is not an error. The model ignores events of spans without a start, adds rows for nodes that the outline
/// does not contain, and closes everything in a run when it ends.
/// </para>
/// <para>
/// Nodes nested in more than 100 graphs have no rows of their own. The node at that level that contains them represents them.
/// </para>
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class ProgressModel
{
    private readonly BiasedLock _lock = new();
    private readonly ProgressModelOptions _options;
    private readonly RunTrees _trees;
    private readonly EventCounter _counter;

    /// <summary>The rows of each run that recent frames have shown.</summary>
    private readonly ConditionalWeakTable<RunTree, RowSelectionCache> _selections = [];

    /// <summary>Initializes a model without runs.</summary>
    /// <param name="options">The clock and the labels, or null for the default options.</param>
    public ProgressModel(ProgressModelOptions? options = null)
    {
        _options = options ?? new ProgressModelOptions();
        _trees = new RunTrees(_options.MaxEndedRuns);
        _counter = new EventCounter(_trees, _options.MaxFailures, _options.TimeProvider);
    }

    /// <summary>Counts an event. The events of a run must be applied in order.</summary>
    /// <param name="e">The event.</param>
    public void Apply(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        using BiasedLock.Scope scope = _lock.EnterScope();
        _counter.Count(e);
    }

    /// <summary>
    /// Returns the current rows of all runs. The cost in time and memory is proportional to the number of rows. Once a run has
    /// 100,000 rows, graphs in which nothing has begun add no more.
    /// </summary>
    public ProgressSnapshot Snapshot()
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        return new ProgressSnapshot
        {
            Time = _options.TimeProvider.GetUtcNow(),
            Runs = RowsOf(_trees.All),
            RemovedRuns = _trees.RemovedRuns,
            RemovedFailedRuns = _trees.RemovedFailedRuns,
        };
    }

    /// <summary>
    /// Returns the current rows of the runs that have changed since the last call, and of all at the first one. A model has one
    /// such consumer. The cost is proportional to the number of their rows.
    /// </summary>
    internal IReadOnlyList<ProgressRun> CollectChangedRuns()
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        return RowsOf(_trees.CollectChanged());
    }

    private ProgressRun[] RowsOf(IReadOnlyCollection<RunTree> trees) => [.. trees.Select(tree => new RowBuilder(tree, _options).AllRows())];

    /// <summary>
    /// Returns the current state of all runs on a limited number of lines. The most important rows have lines of their own, and
    /// folds represent the others.
    /// </summary>
    /// <param name="maxLines">The maximum number of lines, headings included.</param>
    /// <remarks>
    /// The cost in time and memory is proportional to what has changed since the last view and to what is visible, not to the
    /// number of rows.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLines"/> is negative.</exception>
    public ProgressView View(int maxLines)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLines);
        return CreateView(maxLines, selectionsOf: null);
    }

    /// <summary>Returns a view for one frame of many, in which visible rows stay for a while, so that they can be read.</summary>
    internal ProgressView ViewForFrame(int maxLines) => CreateView(maxLines, tree => _selections.GetOrAdd(tree, static _ => new RowSelectionCache()));

    private ProgressView CreateView(int maxLines, Func<RunTree, RowSelectionCache>? selectionsOf)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        return ViewBuilder.Build(_trees.All, maxLines, tree => new RowBuilder(tree, _options), now, selectionsOf) with
        {
            RemovedRuns = _trees.RemovedRuns,
            RemovedFailedRuns = _trees.RemovedFailedRuns,
        };
    }

    /// <summary>Whether the model contains no runs.</summary>
    internal bool IsEmpty
    {
        get
        {
            using BiasedLock.Scope scope = _lock.EnterScope();
            return _trees.All.Count == 0;
        }
    }

    /// <summary>Removes the runs that have ended, and returns them, each on at most <paramref name="maxLines"/> lines.</summary>
    internal IReadOnlyList<EndedRun> RemoveEnded(int maxLines)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        return [.. _trees.RemoveEnded().Select(tree => ViewBuilder.Build(tree, maxLines, new RowBuilder(tree, _options)))];
    }

    /// <summary>
    /// Removes a run that has ended. The model itself removes those that ended first when there are more than
    /// <see cref="ProgressModelOptions.MaxEndedRuns"/>.
    /// </summary>
    /// <param name="runId">The id of the top-level run.</param>
    /// <returns>True if the run existed and had ended; otherwise, false.</returns>
    public bool Remove(RunId runId)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        return _trees.Remove(runId);
    }

    private string DebuggerText => $"{_trees.All.Count} {(_trees.All.Count == 1 ? "run" : "runs")}";
}
