using System.Numerics;

namespace Hypergraph.Progress;

/// <summary>A span that has begun and not ended. Pooled: in the steady state a span costs no allocation.</summary>
internal sealed class OpenSpan
{
    private const int BitsPerWord = 64;

    private ulong _reached;
    private ulong[]? _reachedOverflow;

    public SpanId Id { get; private set; }

    public SpanKind Kind { get; private set; }

    public RunTree Tree { get; private set; } = null!;

    public OpenSpan? Parent { get; private set; }

    /// <summary>The graph that runs or is mapped; of a node the graph around it.</summary>
    public GraphCounters Graph { get; private set; } = null!;

    /// <summary>The node, of a node's span; null otherwise.</summary>
    public NodeCounters? Node { get; private set; }

    public int? ItemIndex { get; private set; }

    /// <summary>Of a run that is an item with a label of its own: that label.</summary>
    public string? ItemLabel { get; set; }

    /// <summary>The label of the innermost item that this is, or lies in, that has one: what events within it say.</summary>
    public string? LabelAround
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

    /// <summary>Of such an item: the one that began before it, of those that are open in its graph.</summary>
    public OpenSpan? Older { get; set; }

    /// <summary>Of such an item: the one that began after it.</summary>
    public OpenSpan? Newer { get; set; }

    /// <summary>Open spans directly below. While there are any the object is not used again.</summary>
    public int OpenChildren { get; set; }

    public long StartTicks { get; private set; }

    /// <summary>Of a map: the items that have not begun, as far as that is known.</summary>
    public int ItemsPending { get; set; }

    /// <summary>Of a map: whether it is over a stream, so that nobody knows how many items will come.</summary>
    public bool IsStream { get; set; }

    /// <summary>Of a node: whether an attempt has failed.</summary>
    public bool IsRetrying { get; set; }

    /// <summary>Of a node: what it has told of its own progress.</summary>
    public OwnProgress? OwnProgress { get; set; }

    /// <summary>Of a node that holds a graph: whether its nested run or map has begun.</summary>
    public bool HasNestedRun { get; set; }

    /// <summary>Of a node that holds a graph: whether its failure, if it fails, only passes on one from inside.</summary>
    public bool HasNestedFailure { get; set; }

    /// <summary>
    /// Of a run: nodes that ended with a cancellation. Whether those were failures shows when the run ends: not if it was
    /// stopped.
    /// </summary>
    public List<CancelledNode>? Cancelled { get; set; }

    public void Initialize(SpanKind kind, RunTree tree, OpenSpan? parent, GraphCounters scope, NodeCounters? place, Event start)
    {
        Id = start.SpanId;
        Kind = kind;
        Tree = tree;
        Parent = parent;
        Graph = scope;
        Node = place;
        ItemIndex = start.ItemIndex;
        StartTicks = start.Timestamp.UtcTicks;
        if (parent is not null)
        {
            parent.OpenChildren++;
        }
    }

    /// <summary>Forgets everything, so that the object can stand for another span.</summary>
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
        Cancelled = null;
        _reached = 0;
        if (_reachedOverflow is not null)
        {
            Array.Clear(_reachedOverflow);
        }
    }

    /// <summary>Notes that this run has reached a place.</summary>
    /// <returns>Whether it is the first time.</returns>
    public bool MarkReached(NodeCounters place)
    {
        ref ulong word = ref WordOf(place.Index);
        ulong bit = 1UL << (place.Index % BitsPerWord);
        bool isFirst = (word & bit) == 0;
        word |= bit;
        return isFirst;
    }

    /// <summary>Takes this run off the open runs that have reached a place, for each place that it has.</summary>
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
