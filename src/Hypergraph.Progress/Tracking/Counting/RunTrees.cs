namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>
/// The top-level runs of a model, in the order in which they began. What an event and the end of a run cost does not
/// depend on the number of runs. To remove a run by its id, the ended ones are searched.
/// </summary>
/// <param name="maxEnded">The number of ended runs that are kept.</param>
internal sealed class RunTrees(int maxEnded)
{
    private readonly LinkedList<RunTree> _all = [];

    /// <summary>The runs that have ended and are kept, in the order in which they ended.</summary>
    private readonly LinkedList<RunTree> _ended = [];

    /// <summary>The runs that have changed since they were collected; null before they are collected for the first time.</summary>
    private List<RunTree>? _changed;

    private long _begun;

    public IReadOnlyCollection<RunTree> All => _all;

    /// <summary>The number of ended runs that were removed because there were too many.</summary>
    public long RemovedRuns { get; private set; }

    /// <summary>The number of those that had failed, entirely or in part.</summary>
    public long RemovedFailedRuns { get; private set; }

    public void Add(RunTree tree)
    {
        tree.Number = _begun++;
        tree.Position = _all.AddLast(tree);
    }

    /// <summary>Records that a run has changed.</summary>
    public void MarkChanged(RunTree tree)
    {
        if (_changed is not null && !tree.IsChanged)
        {
            tree.IsChanged = true;
            _changed.Add(tree);
        }
    }

    /// <summary>Returns the runs that have changed since the last call, and all at the first one.</summary>
    public List<RunTree> CollectChanged()
    {
        List<RunTree> changed = _changed is null ? [.. _all] : _changed.FindAll(tree => tree.IsChanged);
        changed.ForEach(tree => tree.IsChanged = false);
        _changed = [];
        return InOrder(changed);
    }

    /// <summary>Records that a run has ended, and removes those that ended first if there are too many.</summary>
    public void MarkEnded(RunTree tree)
    {
        _ended.AddLast(tree);
        while (_ended.Count > maxEnded)
        {
            RunTree oldest = _ended.First!.Value;
            RemovedRuns++;
            RemovedFailedRuns += oldest.Status is RunStatus.Failed or RunStatus.Partial ? 1 : 0;
            Remove(_ended.First);
        }
    }

    /// <summary>Removes the runs that have ended, and returns them.</summary>
    public List<RunTree> RemoveEnded()
    {
        List<RunTree> ended = [];
        while (_ended.First is { } first)
        {
            ended.Add(first.Value);
            Remove(first);
        }

        return InOrder(ended);
    }

    /// <summary>Removes a run that has ended.</summary>
    /// <returns>Whether it existed and had ended.</returns>
    public bool Remove(RunId runId)
    {
        bool wasRemoved = false;
        for (LinkedListNode<RunTree>? node = _ended.Last; node is not null;)
        {
            LinkedListNode<RunTree>? previous = node.Previous;
            if (node.Value.RunId == runId)
            {
                Remove(node);
                wasRemoved = true;
            }

            node = previous;
        }

        return wasRemoved;
    }

    private void Remove(LinkedListNode<RunTree> ended)
    {
        ended.Value.IsChanged = false;
        _all.Remove(ended.Value.Position!);
        _ended.Remove(ended);
        if (_all.Count == 0)
        {
            _changed?.Clear();
        }
    }

    private static List<RunTree> InOrder(List<RunTree> trees)
    {
        trees.Sort((one, other) => one.Number.CompareTo(other.Number));
        return trees;
    }
}
