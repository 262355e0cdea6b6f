using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Progress;

/// <summary>The spans that have begun and not ended, of all runs. Objects that have served are used again.</summary>
internal sealed class OpenSpans
{
    private readonly Dictionary<SpanId, OpenSpan> _open = [];
    private readonly Stack<OpenSpan> _pool = [];

    public bool Contains(SpanId id) => _open.ContainsKey(id);

    public bool TryGet(SpanId id, [NotNullWhen(true)] out OpenSpan? span) => _open.TryGetValue(id, out span);

    public OpenSpan Open(Event e, SpanKind kind, RunTree tree, OpenSpan? parent, Scope scope, Place? place)
    {
        if (!_pool.TryPop(out OpenSpan? span))
        {
            span = new OpenSpan();
        }

        span.Open(kind, tree, parent, scope, place, e);
        _open.Add(e.SpanId, span);
        tree.OpenSpans++;
        return span;
    }

    public bool TryClose(SpanId id, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (!_open.Remove(id, out span))
        {
            return false;
        }

        span.Tree.OpenSpans--;
        if (span.Parent is not null)
        {
            span.Parent.OpenChildren--;
        }

        return true;
    }

    /// <summary>Gives a closed span back.</summary>
    public void Recycle(OpenSpan span)
    {
        // An open child still refers to it: only in an incomplete stream.
        if (span.OpenChildren == 0)
        {
            span.Reset();
            _pool.Push(span);
        }
    }

    /// <summary>Drops what an incomplete stream left open of a run.</summary>
    public void Drop(RunTree tree)
    {
        if (tree.OpenSpans == 0)
        {
            return;
        }

        foreach (SpanId id in _open.Where(pair => pair.Value.Tree == tree).Select(pair => pair.Key).ToList())
        {
            _open.Remove(id);
        }
    }
}
