namespace Hypergraph.Progress;

/// <summary>One graph at one place of a run's outline: the called graph itself, or the one that a node holds.</summary>
internal sealed class Scope
{
    private static readonly int[] MilestonePercents = [10, 25, 50, 75, 100];

    private readonly Dictionary<string, Place> _byName = new(StringComparer.Ordinal);
    private readonly List<Place> _places = [];
    private List<MapMilestone>? _passed;
    private int _nextMilestone;

    public Scope(Place? owner, string? graphName, bool isMapped)
    {
        Owner = owner;
        GraphName = graphName;
        IsMapped = isMapped;
        Path = owner?.Path ?? "";
    }

    /// <summary>The node that holds this graph; null for the called graph.</summary>
    public Place? Owner { get; }

    public string? GraphName { get; }

    public string Path { get; }

    public bool IsMapped { get; set; }

    public IReadOnlyList<Place> Places => _places;

    public IReadOnlyList<MapMilestone> Milestones => _passed is null ? [] : [.. _passed];

    /// <summary>Items of open maps whose run has not begun.</summary>
    public long ItemsAhead { get; set; }

    public long OpenRuns { get; set; }

    public long RunsStarted { get; set; }

    public long RunsEnded { get; set; }

    public long RunsFailed { get; set; }

    public long RunsPaused { get; set; }

    public long RunsStopped { get; set; }

    public long OpenMaps { get; set; }

    /// <summary>The maps whose size is known, those over nothing included.</summary>
    public long MapsSeen { get; set; }

    public long MapSizes { get; set; }

    public DateTimeOffset FirstStart { get; set; }

    public DateTimeOffset LastEnd { get; set; }

    public long StartSequence { get; set; }

    public long EndSequence { get; set; }

    /// <summary>Whether <see cref="RunsAhead"/> rests on no map that was seen.</summary>
    public bool IsAssumed => (IsMapped && MapsSeen == 0 && OwnerAhead > 0) || Owner is { Scope.IsAssumed: true };

    /// <summary>
    /// Runs of this graph that are expected and have not begun. For maps that have not begun that is the mean size of
    /// those seen so far, or one item each before any was seen.
    /// </summary>
    public long RunsAhead => IsMapped ? ItemsAhead + ItemsOfMapsAhead : OwnerAhead;

    private long OwnerAhead => Owner is null ? 0 : Owner.Ahead + Owner.Unbegun;

    private long ItemsOfMapsAhead => MapsSeen == 0
        ? OwnerAhead
        : (long)Math.Round((double)MapSizes / MapsSeen * OwnerAhead, MidpointRounding.AwayFromZero);

    public static Scope FromOutline(GraphOutline outline, Place? owner, bool isMapped)
    {
        var scope = new Scope(owner, outline.Name, isMapped);
        foreach (NodeOutline node in outline.Nodes)
        {
            Place place = scope.Add(node.Name, node.IsInLoop);
            if (node.Graph is not null)
            {
                place.Nested = FromOutline(node.Graph, place, node.IsMapped);
            }
        }

        return scope;
    }

    /// <summary>The place of a name; made on the spot when the outline is missing or does not know it.</summary>
    public Place GetOrAdd(string name) => _byName.TryGetValue(name, out Place? place) ? place : Add(name, isInLoop: false);

    public void BeginMap(int size, DateTimeOffset time, long sequence)
    {
        NoteStart(time, sequence);
        IsMapped = true;
        OpenMaps++;
        MapsSeen++;
        MapSizes += size;
        ItemsAhead += size;
    }

    /// <summary>A map ends; items that it has not begun will not happen.</summary>
    public void EndMap(int itemsLeft, DateTimeOffset time, long sequence)
    {
        OpenMaps--;
        ItemsAhead -= itemsLeft;
        NoteEnd(time, sequence);
    }

    public void BeginRun(DateTimeOffset time, long sequence)
    {
        NoteStart(time, sequence);
        RunsStarted++;
        OpenRuns++;
    }

    public void EndRun(RunStatus status, DateTimeOffset time, long sequence)
    {
        OpenRuns--;
        RunsEnded++;
        switch (status)
        {
            case RunStatus.Failed or RunStatus.Partial:
                RunsFailed++;
                break;
            case RunStatus.Paused:
                RunsPaused++;
                break;
            case RunStatus.Stopped:
                RunsStopped++;
                break;
        }

        NoteEnd(time, sequence);
    }

    /// <summary>Records the share of the map that was passed since the last call, if any.</summary>
    public void NoteMilestone(long sequence)
    {
        if (_nextMilestone == MilestonePercents.Length || IsAssumed)
        {
            return;
        }

        long ahead = RunsAhead;
        long total = RunsStarted + ahead;
        bool isComplete = ahead == 0 && OpenRuns == 0;
        bool passed = false;
        while (_nextMilestone < MilestonePercents.Length && RunsEnded > 0
            && RunsEnded * 100 >= total * MilestonePercents[_nextMilestone]
            && (isComplete || MilestonePercents[_nextMilestone] < 100))
        {
            passed = true;
            _nextMilestone++;
        }

        if (passed)
        {
            (_passed ??= []).Add(new MapMilestone(sequence, RunsEnded, total, RunsFailed));
        }
    }

    /// <summary>Closes what an incomplete stream left open, here and below.</summary>
    public void CloseAll()
    {
        ItemsAhead = 0;
        OpenRuns = 0;
        OpenMaps = 0;
        RunsEnded = RunsStarted;
        foreach (Place place in _places)
        {
            place.Ended = place.Started;
            place.Reached = 0;
            place.Unbegun = 0;
            place.Nested?.CloseAll();
        }
    }

    private Place Add(string name, bool isInLoop)
    {
        var place = new Place(this, _places.Count, name, isInLoop);
        _places.Add(place);
        _byName.TryAdd(name, place);
        return place;
    }

    private void NoteStart(DateTimeOffset time, long sequence)
    {
        if (StartSequence == 0)
        {
            FirstStart = time;
            StartSequence = sequence;
        }
    }

    private void NoteEnd(DateTimeOffset time, long sequence)
    {
        LastEnd = time;
        EndSequence = sequence;
    }
}
