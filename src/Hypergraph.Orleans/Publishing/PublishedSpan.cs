using System.Runtime.InteropServices;

namespace Hypergraph.Orleans.Publishing;

/// <summary>A published run or execution of a node, across all attempts at its item.</summary>
/// <param name="start">The published start event.</param>
internal sealed class PublishedSpan(Event start)
{
    private Dictionary<SpanKey, List<PublishedSpan>>? _children = [];
    private Dictionary<SpanKey, int> _occurrences = [];

    /// <summary>The published start event.</summary>
    public Event Start => start;

    public bool IsRun => start is RunStartEvent;

    /// <summary>Whether its end is not published yet.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>The highest published attempt number of the node; 0 if there is none.</summary>
    public int Attempts { get; set; }

    /// <summary>The offset for attempt numbers in the current attempt at the item.</summary>
    public int AttemptOffset { get; set; }

    /// <summary>The start time of the open attempt; null if none is open.</summary>
    public DateTimeOffset? AttemptStart { get; set; }

    /// <summary>Whether the span started in a failed attempt at the item.</summary>
    public bool IsRetried { get; set; }

    /// <summary>The number of published chunks.</summary>
    public long Chunks { get; set; }

    public bool HasRouted { get; set; }

    public bool HasHitCache { get; set; }

    public long Progress { get; set; } = long.MinValue;

    /// <summary>The open child spans, the most recent first.</summary>
    public IEnumerable<PublishedSpan> OpenChildren => _children is null ? [] : _children.Values.SelectMany(c => c).Where(c => c.IsOpen).Reverse();

    /// <summary>Resets the occurrence counters for another attempt at the item.</summary>
    public void ResetOccurrences()
    {
        _occurrences = [];
        foreach (PublishedSpan child in OpenChildren)
        {
            child.ResetOccurrences();
        }
    }

    /// <summary>Finds the published span that corresponds to the next occurrence of a key; null if there is none.</summary>
    public PublishedSpan? FindNext(SpanKey key)
    {
        ref int seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_occurrences, key, out _);
        int occurrence = seen++;
        return _children is not null && _children.TryGetValue(key, out List<PublishedSpan>? published) && occurrence < published.Count ? published[occurrence] : null;
    }

    /// <summary>Adds a newly published child span.</summary>
    public PublishedSpan Add(SpanKey key, Event published)
    {
        var child = new PublishedSpan(published);
        if (!_children!.TryGetValue(key, out List<PublishedSpan>? same))
        {
            _children.Add(key, same = []);
        }

        same.Add(child);
        return child;
    }

    /// <summary>Marks the span as ended, and releases its children.</summary>
    public void Close()
    {
        IsOpen = false;
        _children = null;
        _occurrences = [];
    }
}
