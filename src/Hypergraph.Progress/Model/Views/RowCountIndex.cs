namespace Hypergraph.Progress;

/// <summary>
/// The rows of a graph and of all graphs in it, by state. It is brought up to date when it is asked, and looks then only
/// at places where something has happened since; at all of the graph's own only when its runs have changed so that the
/// state of every place hangs on it, as at the end of its last run.
/// </summary>
/// <param name="scope">The graph.</param>
internal sealed class RowCountIndex(GraphCounters scope)
{
    private const int NotCounted = int.MinValue;

    /// <summary>While further runs may begin, all places are open, however many are under way.</summary>
    private const int OpenEnded = -1;

    private int _phase = NotCounted;

    /// <summary>The graph's nodes, each with what is in it.</summary>
    public RowCountTree PerNode { get; } = new();

    /// <summary>All rows, the map's own included.</summary>
    public RowCounts All { get; private set; }

    /// <summary>The map's own row; nothing if the graph is not mapped.</summary>
    public RowCounts Map { get; private set; }

    public void Update()
    {
        AppendNodes();
        int phase = Phase();
        if (phase == _phase)
        {
            scope.DirtyNodes.ForEach(Count);
        }
        else
        {
            foreach (NodeCounters place in scope.Nodes)
            {
                Count(place);
            }
        }

        _phase = phase;
        scope.DirtyNodes.ForEach(place => place.ClearDirty());
        scope.DirtyNodes.Clear();
        CountMap();
    }

    private void AppendNodes()
    {
        while (PerNode.Length < scope.Nodes.Count)
        {
            PerNode.Append();
        }
    }

    private int Phase() => scope.IsOpenEnded ? OpenEnded : (int)(2 * scope.OpenRuns) + (scope.IsFromCache ? 1 : 0);

    private void Count(NodeCounters place)
    {
        RowCounts before = PreviousCounts(place);
        RowCounts now;
        if (place.NestedSoFar is { } nested)
        {
            nested.RowCountIndex.Update();
            now = nested.RowCountIndex.All;
            place.CountedRow = null;
        }
        else
        {
            CountedRow row = place.HoldsGraph
                ? new CountedRow(place.UnmadeState, IsExecuting: false, IsUnmade: true)
                : new CountedRow(place.State, place.Running > 0);
            if (row == place.CountedRow)
            {
                return;
            }

            now = CountsOf(row, place);
            place.CountedRow = row;
        }

        RowCounts change = now - before;
        PerNode.Add(place.Index, change);
        All += change;
    }

    /// <summary>A node that was not known to hold a graph was counted as a row of its own, one whose graph was not made as all its rows.</summary>
    private static RowCounts PreviousCounts(NodeCounters place) =>
        place.CountedRow is { } row ? CountsOf(row, place) : place.NestedSoFar?.RowCountIndex.All ?? default;

    private static RowCounts CountsOf(CountedRow row, NodeCounters place) => row.IsUnmade
        ? RowCounts.Of(row.State, place.UnmadeRows)
        : RowCounts.Of(row.State, isMap: false, row.IsExecuting);

    private void CountMap()
    {
        RowCounts map = scope.IsMapped ? RowCounts.Of(scope.State, isMap: true, isUnderWay: false) : default;
        All += map - Map;
        Map = map;
    }
}
