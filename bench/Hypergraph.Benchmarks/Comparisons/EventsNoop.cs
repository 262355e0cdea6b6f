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
            Side.Of("Stopwatch.GetTimestamp", 100_000, () => Stopwatch.GetTimestamp()) with { IsChecked = false },
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) =>
        [Ratio.Of(Name, Reading.Difference(Name, readings[0], ItemMap.EventsPerItem, readings[1], 0), readings[2])];
}
