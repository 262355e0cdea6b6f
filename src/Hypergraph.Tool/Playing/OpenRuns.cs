namespace Hypergraph.Tool.Playing;

/// <summary>The root runs of a log that have not ended.</summary>
internal sealed class OpenRuns
{
    private readonly Dictionary<SpanId, string> _open = [];

    /// <summary>Whether at least one run has begun, and all have ended.</summary>
    public bool HaveEnded { get; private set; }

    /// <summary>Whether no run is open.</summary>
    public bool IsEmpty => _open.Count == 0;

    /// <summary>The names of the graphs of the open runs.</summary>
    public IReadOnlyCollection<string> Names => _open.Values;

    /// <summary>Counts an event.</summary>
    /// <returns>Whether it ends a root run.</returns>
    public bool Count(Event e)
    {
        if (e.ParentSpanId is not null)
        {
            return false;
        }

        bool ends = e is RunEndEvent && _open.Remove(e.SpanId);
        if (e is RunStartEvent)
        {
            _open[e.SpanId] = e.GraphName ?? "graph";
        }

        HaveEnded = _open.Count == 0 && (ends || HaveEnded);
        return ends;
    }
}
