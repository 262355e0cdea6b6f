namespace Hypergraph.Benchmarks;

/// <summary>What one event adds to a map's own time with a processor behind a queue, beside one that is called at once.</summary>
internal sealed class EventsAsync() : Comparison("events_async")
{
    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        return
        [
            Timed("asynchronous processor", () => map.RunTimed(new AsyncNoopProcessor())),
            Timed("events_noop", () => map.RunTimed(new NoopProcessor())),
            Side.OfMany("map1m", ItemMap.Items, () => map.Run()),
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) =>
        [Ratio.Of(Name, PerEvent(readings[0], readings[2]), PerEvent(readings[1], readings[2]))];

    private static Reading PerEvent(Reading with, Reading without) =>
        Reading.Difference(with.Name, with, ItemMap.EventsPerItem, without, 0);

    private static Side Timed(string name, Func<Outcome> run) => new(name, ItemMap.Items, () => new(run())) { CollectsFirst = true };
}
