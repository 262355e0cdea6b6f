namespace Hypergraph.Benchmarks;

/// <summary>What one event adds to a map's own time with an event log, beside a processor with a queue that does nothing.</summary>
internal sealed class LogRun() : Comparison("log_run")
{
    private const int Items = 50_000;

    public override Side[] CreateSides()
    {
        var map = new ItemMap(Items);
        return
        [
            Timed("event log", () => RunLogged(map)),
            Timed("events_async", () => map.RunTimed(new AsyncNoopProcessor())),
            Side.OfMany("without a processor", Items, () => map.Run()),
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) =>
        [Ratio.Of(Name, PerEvent(readings[0], readings[2]), PerEvent(readings[1], readings[2]))];

    private static Outcome RunLogged(ItemMap map)
    {
        string path = Path.GetTempFileName();
        try
        {
            using var log = new JsonLinesEventProcessor(path);
            return map.RunTimed(log);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Reading PerEvent(Reading with, Reading without) =>
        Reading.Difference(with.Name, with, ItemMap.EventsPerItem, without, 0);

    private static Side Timed(string name, Func<Outcome> run) => new(name, Items, () => new(run())) { CollectsFirst = true };
}
