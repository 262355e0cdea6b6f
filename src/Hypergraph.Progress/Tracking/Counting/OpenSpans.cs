using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The spans of all runs that have begun and not ended. Instances are reused.</summary>
internal sealed class OpenSpans
{
    private readonly Dictionary<SpanId, OpenSpan> _open = [];
    private readonly Stack<OpenSpan> _pool = [];

    /// <summary>
    /// The span that began last. It is added to the dictionary when another one begins. Most nodes have ended by then and are
    /// never added.
    /// </summary>
    private OpenSpan? _latest;

    /// <summary>The result of the last lookup: the nodes of a run look up the same span one after another.</summary>
    private OpenSpan? _lastFound;

    public bool Contains(SpanId id) => HasId(id, _latest) || _open.ContainsKey(id);

    public bool TryGet(SpanId id, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (HasId(id, _lastFound))
        {
            span = _lastFound;
            return true;
        }

        if (HasId(id, _latest))
        {
            span = _latest;
        }
        else if (!_open.TryGetValue(id, out span))
        {
            return false;
        }

        _lastFound = span;
        return true;
    }

    public OpenSpan Open(Event e, SpanKind kind, RunTree tree, OpenSpan? parent, GraphCounters graph, NodeCounters? node)
    {
        if (!_pool.TryPop(out OpenSpan? span))
        {
            span = new OpenSpan();
        }

        span.Initialize(kind, tree, parent, graph, node, e);
        if (_latest is not null)
        {
            _open.Add(_latest.Id, _latest);
        }

        _latest = span;
        tree.OpenSpanCount++;
        return span;
    }

    public bool TryClose(SpanId id, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (HasId(id, _latest))
        {
            span = _latest;
            _latest = null;
        }
        else if (!_open.Remove(id, out span))
        {
            return false;
        }

        if (_lastFound == span)
        {
            _lastFound = null;
        }

        span.Tree.OpenSpanCount--;
        if (span.Parent is not null)
        {
            span.Parent.OpenChildren--;
        }

        return true;
    }

    /// <summary>Returns a closed span to the pool.</summary>
    public void Recycle(OpenSpan span)
    {
        // An open child still refers to the span; this happens only in an incomplete stream.
        if (span.OpenChildren == 0)
        {
            span.Reset();
            _pool.Push(span);
        }
    }

    /// <summary>Removes the spans of a run that an incomplete stream left open.</summary>
    public void Drop(RunTree tree)
    {
        if (tree.OpenSpanCount == 0)
        {
            return;
        }

        _latest = _latest?.Tree == tree ? null : _latest;
        _lastFound = null;
        foreach (SpanId id in _open.Where(pair => pair.Value.Tree == tree).Select(pair => pair.Key).ToList())
        {
            _open.Remove(id);
        }
    }

    private static bool HasId(SpanId id, [NotNullWhen(true)] OpenSpan? span) => span is not null && span.Id == id;
}
