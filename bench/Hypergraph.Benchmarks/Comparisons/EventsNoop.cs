using System.Diagnostics;

namespace Hypergraph.Benchmarks;

/// <summary>What one event of a map adds with a processor that does nothing, beside one read of the clock.</summary>
internal sealed class EventsNoop() : Comparison("events_noop")
{
    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        return
        [
            Side.OfMany("map1m with a processor", ItemMap.Items, () => map.Run(new NoopProcessor())),
            Side.OfMany("map1m", ItemMap.Items, () => map.Run()),
            Side.OfMany("map1m with a processor that wants values", ItemMap.Items, () => map.Run(new NoopProcessor(wantsValues: true))),
            Side.Of("Stopwatch.GetTimestamp", 100_000, () => Stopwatch.GetTimestamp()) with { IsChecked = false },
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) =>
    [
        Ratio.Of(Name, PerEvent(readings[0], readings[1]), readings[3]),
        Ratio.Of(Name, PerEvent(readings[2], readings[1]), readings[3] with { Name = "Stopwatch.GetTimestamp, for an event with values" }),
    ];

    private static Reading PerEvent(Reading with, Reading without) =>
        Reading.Difference(with.Name, with, ItemMap.EventsPerItem, without, 0);
}
