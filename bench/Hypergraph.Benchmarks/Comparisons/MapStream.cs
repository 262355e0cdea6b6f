using System.Diagnostics;
using System.Globalization;

namespace Hypergraph.Benchmarks;

/// <summary>The same map over a stream, by the item; and the memory that ten million items take at their peak.</summary>
internal sealed class MapStream() : Comparison("map_stream")
{
    /// <summary>The argument that makes this program measure memory in a process of its own.</summary>
    public const string MemoryMode = "stream-memory";

    private const int StreamedItems = 10_000_000;
    private const double BytesAllowed = 64 * 1024 * 1024;

    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        var akka = new AkkaStream(map);
        return
        [
            Side.OfManyAsync("Hypergraph", ItemMap.Items, map.StreamAsync),
            Side.OfManyAsync("Channel of 256", ItemMap.Items, map.ChannelByHandAsync),
            Side.OfManyAsync("Akka.Streams, fused", ItemMap.Items, akka.RunAllAsync),
            Side.OfManyAsync("map_async", ItemMap.Items, map.RunAsync),
        ];
    }

    public override async Task<IReadOnlyList<Ratio>> MeasureAsync()
    {
        double peak = await MeasurePeakAsync();
        return [.. await base.MeasureAsync(), new("map_stream_memory", null, "64 MB", null, Math.Round(peak / BytesAllowed, 4), peak)];
    }

    /// <summary>Streams ten million items and prints by how many bytes the process grew at its peak.</summary>
    public static async Task PrintPeakAsync()
    {
        // The source is an array here; that memory is not the stream's.
        var map = new ItemMap(StreamedItems);
        _ = await new ItemMap(1_000).StreamAsync();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        long idle = process.WorkingSet64;
        long peak = idle;
        using (new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), state: null, dueTime: 0, period: 5))
        {
            _ = await map.StreamAsync();
        }

        Console.WriteLine((peak - idle).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<double> MeasurePeakAsync() =>
        double.Parse(await OwnProgram.RunAsync([MemoryMode]), CultureInfo.InvariantCulture);
}
