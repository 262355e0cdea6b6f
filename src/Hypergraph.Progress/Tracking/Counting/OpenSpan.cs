using System.Numerics;

namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>
/// A span that has begun and not ended. Instances are pooled, so that in the steady state a span costs no allocation.
/// </summary>
internal sealed class OpenSpan
{
    private const int BitsPerWord = 64;

    private ulong _reached;
    private ulong[]? _reachedOverflow;

    public SpanId Id { get; private set; }

    public SpanKind Kind { get; private set; }

    public RunTree Tree { get; private set; } = null!;

    public OpenSpan? Parent { get; private set; }

    /// <summary>The graph that runs or is mapped; for a node, the graph that contains it.</summary>
    public GraphCounters Graph { get; private set; } = null!;

    /// <summary>The node; null for a run or a map.</summary>
    public NodeCounters? Node { get; private set; }

    public int? ItemIndex { get; private set; }

    /// <summary>The label of the item; null for anything but an item with a label of its own.</summary>
    public string? ItemLabel { get; set; }

    /// <summary>The label of the innermost item with a label that this span is or lies in. Events within it carry that label.</summary>
    public string? EnclosingLabel
    {
        get
        {
            OpenSpan? span = this;
            while (span is { ItemLabel: null })
            {
                span = span.Parent;
            }

            return span?.ItemLabel;
        }
    }

    /// <summary>For an item with a label: the preceding one of those that are open in its graph.</summary>
    public OpenSpan? Older { get; set; }

    /// <summary>For an item with a label: the following one of those that are open in its graph.</summary>
    public OpenSpan? Newer { get; set; }

    /// <summary>The number of open child spans. An instance is reused only if it has none.</summary>
    public int OpenChildren { get; set; }

    public long StartTicks { get; private set; }

    /// <summary>For a map: the known items that have not begun.</summary>
    public int ItemsPending { get; set; }

    /// <summary>For a map: whether it is over a stream, so that its number of items is unknown.</summary>
    public bool IsStream { get; set; }

    /// <summary>For a node: whether an attempt has failed.</summary>
    public bool IsRetrying { get; set; }

    /// <summary>For a node: the progress that it has reported itself.</summary>
    public OwnProgress? OwnProgress { get; set; }

    /// <summary>For a node with a nested graph: whether its nested run or map has begun.</summary>
    public bool HasNestedRun { get; set; }

    /// <summary>For a node with a nested graph: whether a failure of the node only passes on a nested one.</summary>
    public bool HasNestedFailure { get; set; }

    /// <summary>Whether an execution in it has ended that was not restored.</summary>
    public bool HasExecuted { get; set; }

    /// <summary>Whether an execution in it was restored.</summary>
    public bool HasRestored { get; set; }

    /// <summary>Whether all executions in it were restored.</summary>
    public bool IsRestored => HasRestored && !HasExecuted;

    /// <summary>
    /// For a run: nodes that ended with a cancellation. They count as failed when the run ends, unless it was stopped.
    /// </summary>
    public List<CancelledNode>? Cancelled { get; set; }

    public void Initialize(SpanKind kind, RunTree tree, OpenSpan? parent, GraphCounters graph, NodeCounters? node, Event start)
    {
        Id = start.SpanId;
        Kind = kind;
        Tree = tree;
        Parent = parent;
        Graph = graph;
        Node = node;
        ItemIndex = start.ItemIndex;
        StartTicks = start.Timestamp.UtcTicks;
        if (parent is not null)
        {
            parent.OpenChildren++;
        }
    }

    /// <summary>Clears the instance, so that it can be reused for another span.</summary>
    public void Reset()
    {
        Id = SpanId.None;
        Tree = null!;
        Parent = null;
        Graph = null!;
        Node = null;
        ItemIndex = null;
        ItemLabel = null;
        ItemsPending = 0;
        IsStream = false;
        IsRetrying = false;
        OwnProgress = null;
        HasNestedRun = false;
        HasNestedFailure = false;
        HasExecuted = false;
        HasRestored = false;
        Cancelled = null;
        _reached = 0;
        if (_reachedOverflow is not null)
        {
            Array.Clear(_reachedOverflow);
        }
    }

    /// <summary>Records that this run has reached a node.</summary>
    /// <returns>Whether this run reaches the node for the first time.</returns>
    public bool MarkReached(NodeCounters node)
    {
        ref ulong word = ref WordOf(node.Index);
        ulong bit = 1UL << (node.Index % BitsPerWord);
        bool isFirst = (word & bit) == 0;
        word |= bit;
        return isFirst;
    }

    /// <summary>Subtracts this run from <see cref="NodeCounters.Reached"/> of each node that it has reached.</summary>
    public void UncountReached()
    {
        Uncount(_reached, 0);
        for (int i = 0; i < (_reachedOverflow?.Length ?? 0); i++)
        {
            Uncount(_reachedOverflow![i], (i + 1) * BitsPerWord);
        }
    }

    private ref ulong WordOf(int index)
    {
        if (index < BitsPerWord)
        {
            return ref _reached;
        }

        int beyond = (index / BitsPerWord) - 1;
        if (_reachedOverflow is null || beyond >= _reachedOverflow.Length)
        {
            Array.Resize(ref _reachedOverflow, Math.Max(beyond + 1, (Graph.Nodes.Count - 1) / BitsPerWord));
        }

        return ref _reachedOverflow[beyond];
    }

    private void Uncount(ulong word, int firstIndex)
    {
        while (word != 0)
        {
            Graph.Nodes[firstIndex + BitOperations.TrailingZeroCount(word)].Reached--;
            word &= word - 1;
        }
    }
}
