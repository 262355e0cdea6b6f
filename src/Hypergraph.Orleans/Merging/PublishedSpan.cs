using System.Runtime.InteropServices;

namespace Hypergraph.Orleans;

/// <summary>A run or one execution of a node that processors have been told of, through all attempts at its item.</summary>
/// <param name="start">Its start, as told.</param>
internal sealed class PublishedSpan(Event start)
{
    private Dictionary<SpanKey, List<PublishedSpan>>? _children = [];
    private Dictionary<SpanKey, int> _occurrences = [];

    /// <summary>Its start, as told.</summary>
    public Event Start => start;

    public bool IsRun => start is RunStartEvent;

    /// <summary>Whether its end has not been told yet.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>The highest number of an attempt at the node that was told of; 0 if none was.</summary>
    public int Attempts { get; set; }

    /// <summary>What is to be added to the numbers of attempts in this attempt at the item.</summary>
    public int AttemptOffset { get; set; }

    /// <summary>When the open attempt began; null if none is open.</summary>
    public DateTimeOffset? AttemptStart { get; set; }

    /// <summary>Whether the node began in an attempt at the item that was lost.</summary>
    public bool IsRetried { get; set; }

    /// <summary>The number of chunks told of.</summary>
    public long Chunks { get; set; }

    public bool HasRouted { get; set; }

    public bool HasHitCache { get; set; }

    public long Progress { get; set; } = long.MinValue;

    /// <summary>The scopes inside that are open, the last begun first.</summary>
    public IEnumerable<PublishedSpan> OpenChildren => _children is null ? [] : _children.Values.SelectMany(c => c).Where(c => c.IsOpen).Reverse();

    /// <summary>Forgets what this attempt at the item has seen: another begins.</summary>
    public void ResetOccurrences()
    {
        _occurrences = [];
        foreach (PublishedSpan child in OpenChildren)
        {
            child.ResetOccurrences();
        }
    }

    /// <summary>The scope that was told of at the place where one begins now; null if none was.</summary>
    public PublishedSpan? FindNext(SpanKey key)
    {
        ref int seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_occurrences, key, out _);
        int occurrence = seen++;
        return _children is not null && _children.TryGetValue(key, out List<PublishedSpan>? told) && occurrence < told.Count ? told[occurrence] : null;
    }

    /// <summary>Adds a scope that is told of for the first time.</summary>
    public PublishedSpan Add(SpanKey key, Event told)
    {
        var child = new PublishedSpan(told);
        if (!_children!.TryGetValue(key, out List<PublishedSpan>? same))
        {
            _children.Add(key, same = []);
        }

        same.Add(child);
        return child;
    }

    /// <summary>Notes its end, and forgets what was inside.</summary>
    public void Close()
    {
        IsOpen = false;
        _children = null;
        _occurrences = [];
    }
}
