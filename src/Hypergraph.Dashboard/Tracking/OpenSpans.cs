using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Dashboard.Tracking;

/// <summary>The spans of all runs that have begun and not ended, by their ids.</summary>
internal sealed class OpenSpans
{
    /// <summary>The largest number of closed spans that wait for their next use.</summary>
    private const int MaxPooled = 4_096;

    private readonly Dictionary<SpanId, OpenSpan> _open = [];
    private readonly Stack<OpenSpan> _pool = [];

    /// <summary>The span that began last. It is in the dictionary only once another one has begun: most nodes have ended by then.</summary>
    private OpenSpan? _latest;

    private OpenSpan? _lastFound;

    /// <summary>All open spans.</summary>
    public IEnumerable<OpenSpan> All => _latest is null ? _open.Values : _open.Values.Append(_latest);

    public bool TryFind(SpanId? id, [NotNullWhen(true)] out OpenSpan? span)
    {
        span = id is not { } known ? null
            : _lastFound?.Id == known ? _lastFound
            : _latest?.Id == known ? _latest
            : _open.GetValueOrDefault(known);
        _lastFound = span ?? _lastFound;
        return span is not null;
    }

    public OpenSpan Open(SpanId id, TrackedRun run, Place place, double start, OpenSpan? parent)
    {
        if (_latest is not null)
        {
            _open[_latest.Id] = _latest;
        }

        OpenSpan span = _pool.TryPop(out OpenSpan? used) ? used : new OpenSpan();
        span.Initialize(id, run, place, start, parent);
        if (parent is not null)
        {
            parent.OpenChildren++;
        }

        _latest = span;
        return span;
    }

    /// <summary>Removes a span that has ended. The caller returns it by <see cref="Recycle"/>.</summary>
    public void Close(OpenSpan span)
    {
        if (span.Parent is { } parent)
        {
            parent.OpenChildren--;
        }

        _lastFound = _lastFound == span ? null : _lastFound;
        if (_latest == span)
        {
            _latest = null;
        }
        else
        {
            _open.Remove(span.Id);
        }
    }

    /// <summary>Lets a closed span be used again.</summary>
    public void Recycle(OpenSpan span)
    {
        if (span.OpenChildren == 0 && _pool.Count < MaxPooled)
        {
            span.Clear();
            _pool.Push(span);
        }
    }

    /// <summary>Removes what an incomplete stream has left open of a run.</summary>
    public void Drop(TrackedRun run)
    {
        foreach (OpenSpan span in All.Where(span => span.Run == run).ToList())
        {
            Close(span);
        }
    }
}
