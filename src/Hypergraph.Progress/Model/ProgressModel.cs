namespace Hypergraph.Progress;

/// <summary>
/// Turns events into rows. It has no screen and never asks a live graph: events and the outline that the first of them
/// carries are all it needs, so they may as well come from a log or from another process.
/// </summary>
/// <remarks>
/// <para>
/// Safe from any thread, for any number of runs at once and in turn. An event costs a few counters: nothing is drawn,
/// and once as many spans have been open at one time as ever will be, nothing is allocated. Rows are made by
/// <see cref="Snapshot"/> and <see cref="View"/>.
/// </para>
/// <para>
/// An incomplete stream is no error: events of spans whose start was not seen are ignored, places that the outline does
/// not name get their rows when they are seen, and the end of a run closes what is still open in it.
/// </para>
/// <para>
/// Nodes within more than 100 nested graphs have no rows of their own: the node at that level, which holds them, stands for them.
/// </para>
/// </remarks>
public sealed class ProgressModel
{
    private readonly ModelLock _lock = new();
    private readonly ProgressModelOptions _options;
    private readonly EventCounter _counter;

    /// <summary>Creates a model that knows no run.</summary>
    /// <param name="options">The clock and the labels; null for the defaults.</param>
    public ProgressModel(ProgressModelOptions? options = null)
    {
        _options = options ?? new ProgressModelOptions();
        _counter = new EventCounter(_options.MaxFailures, _options.TimeProvider);
    }

    /// <summary>Takes one event, in the order of its run.</summary>
    /// <param name="e">The event.</param>
    public void Apply(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        LockBias? right = _lock.Enter();
        try
        {
            _counter.Count(e);
        }
        finally
        {
            _lock.Exit(right);
        }
    }

    /// <summary>
    /// All rows of all known runs as they stand now. It costs time and memory for every row; of graphs in which nothing has
    /// begun there are no further rows once a run has 100,000.
    /// </summary>
    public ProgressSnapshot Snapshot()
    {
        using ModelLockScope visit = _lock.EnterScope();
        return new ProgressSnapshot
        {
            Time = _options.TimeProvider.GetUtcNow(),
            Runs = [.. _counter.Trees.Select(tree => new RowBuilder(tree, _options).AllRows())],
        };
    }

    /// <summary>
    /// All known runs as they stand now, on a limited number of lines: what must be seen has a line of its own, and folds
    /// stand for the rest.
    /// </summary>
    /// <param name="maxLines">How many lines there are, headings included; never more are given.</param>
    /// <remarks>It costs time and memory for what has changed since the last view and for what is seen, not for every row.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLines"/> is negative.</exception>
    public ProgressView View(int maxLines)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLines);
        return CreateView(maxLines, keepsChoices: false);
    }

    /// <summary>As <see cref="View"/>, for one frame of many: what is seen stays for a while, so that it can be read.</summary>
    internal ProgressView ViewForFrame(int maxLines) => CreateView(maxLines, keepsChoices: true);

    private ProgressView CreateView(int maxLines, bool keepsChoices)
    {
        using ModelLockScope visit = _lock.EnterScope();
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        return ViewBuilder.Build(_counter.Trees, maxLines, tree => new RowBuilder(tree, _options), now, keepsChoices);
    }

    /// <summary>Whether no run is known.</summary>
    internal bool IsEmpty
    {
        get
        {
            using ModelLockScope visit = _lock.EnterScope();
            return _counter.Trees.Count == 0;
        }
    }

    /// <summary>Forgets the runs that have ended, and gives them, each on at most <paramref name="maxLines"/> lines.</summary>
    internal IReadOnlyList<EndedRun> RemoveEnded(int maxLines)
    {
        using ModelLockScope visit = _lock.EnterScope();
        return [.. _counter.RemoveEnded().Select(tree => ViewBuilder.Build(tree, maxLines, new RowBuilder(tree, _options)))];
    }

    /// <summary>Forgets a run that has ended, so that a model that lives long does not grow.</summary>
    /// <param name="runId">The top-level run.</param>
    /// <returns>Whether there was such a run and it had ended.</returns>
    public bool Remove(RunId runId)
    {
        using ModelLockScope visit = _lock.EnterScope();
        return _counter.Remove(runId);
    }
}
