namespace Hypergraph.Progress;

/// <summary>
/// The rows of a graph and of all graphs in it, by state. It is brought up to date when it is asked, and looks then only
/// at places where something has happened since; at all of the graph's own only when its runs have changed so that the
/// state of every place hangs on it, as at the end of its last run.
/// </summary>
/// <param name="scope">The graph.</param>
internal sealed class Tally(Scope scope)
{
    private const int NotYet = int.MinValue;

    /// <summary>While further runs may begin, all places are open, however many are under way.</summary>
    private const int OpenEnded = -1;

    private int _phase = NotYet;

    /// <summary>The graph's nodes, each with what is in it.</summary>
    public CountTree Places { get; } = new();

    /// <summary>All rows, the map's own included.</summary>
    public RowCounts All { get; private set; }

    /// <summary>The map's own row; nothing if the graph is not mapped.</summary>
    public RowCounts Map { get; private set; }

    public void Update()
    {
        AddPlaces();
        int phase = Phase();
        if (phase == _phase)
        {
            scope.Touched.ForEach(Count);
        }
        else
        {
            foreach (Place place in scope.Places)
            {
                Count(place);
            }
        }

        _phase = phase;
        scope.Touched.ForEach(place => place.ClearTouched());
        scope.Touched.Clear();
        CountMap();
    }

    private void AddPlaces()
    {
        while (Places.Length < scope.Places.Count)
        {
            Places.Append();
        }
    }

    private int Phase() => scope.IsOpenEnded ? OpenEnded : (int)(2 * scope.OpenRuns) + (scope.IsFromCache ? 1 : 0);

    private void Count(Place place)
    {
        RowCounts before = CountedBefore(place);
        RowCounts now;
        if (place.NestedSoFar is { } nested)
        {
            nested.Tally.Update();
            now = nested.Tally.All;
            place.Tallied = null;
        }
        else
        {
            TalliedAs row = place.HoldsGraph
                ? new TalliedAs(place.UnmadeState, IsUnderWay: false, IsUnmade: true)
                : new TalliedAs(place.State, place.Running > 0);
            if (row == place.Tallied)
            {
                return;
            }

            now = CountsOf(row, place);
            place.Tallied = row;
        }

        RowCounts change = now - before;
        Places.Add(place.Index, change);
        All += change;
    }

    /// <summary>A node that was not known to hold a graph was counted as a row of its own, one whose graph was not made as all its rows.</summary>
    private static RowCounts CountedBefore(Place place) =>
        place.Tallied is { } row ? CountsOf(row, place) : place.NestedSoFar?.Tally.All ?? default;

    private static RowCounts CountsOf(TalliedAs row, Place place) => row.IsUnmade
        ? RowCounts.Of(row.State, place.UnmadeRows)
        : RowCounts.Of(row.State, isMap: false, row.IsUnderWay);

    private void CountMap()
    {
        RowCounts map = scope.IsMapped ? RowCounts.Of(scope.State, isMap: true, isUnderWay: false) : default;
        All += map - Map;
        Map = map;
    }
}
