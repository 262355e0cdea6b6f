namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The items in flight with labels of a graph's maps, in the order in which they began.</summary>
internal sealed class LabelledItems
{
    private OpenSpan? _newest;

    /// <summary>The item that has been in flight longest; null if none is.</summary>
    public OpenSpan? Oldest { get; private set; }

    public void Add(OpenSpan item)
    {
        item.Older = _newest;
        if (_newest is null)
        {
            Oldest = item;
        }
        else
        {
            _newest.Newer = item;
        }

        _newest = item;
    }

    public void Remove(OpenSpan item)
    {
        if (item.Older is null)
        {
            Oldest = item.Newer;
        }
        else
        {
            item.Older.Newer = item.Newer;
        }

        if (item.Newer is null)
        {
            _newest = item.Older;
        }
        else
        {
            item.Newer.Older = item.Older;
        }

        item.Older = null;
        item.Newer = null;
    }
}
