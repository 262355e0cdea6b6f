using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hypergraph;
using Hypergraph.Orleans;
using Hypergraph.Orleans.Benchmarks;

// Items a second of one map: on AsyncRunner alone, in one process with a silo, and on 1, 2 and 4 silo processes.
// With --ratios: what an item and a single run cost beside a grain call. With --memory: the memory of silos after so many runs. One JSON object a line. The silos are this program once more.
if (args is ["--silo", .. var ports])
{
    await BenchCluster.RunSiloAsync([.. ports.Select(p => int.Parse(p, CultureInfo.InvariantCulture))]);
    return;
}

if (args is ["--ratios"])
{
    foreach (int silos in new[] { 1, 2 })
    {
        await using BenchCluster cluster = await BenchCluster.StartAsync(silos);
        await new Ratios(cluster.Runner, cluster.Grains, cluster.ReadProcessorTime).MeasureAsync($"silos_{silos}");
    }

    return;
}

if (args is ["--memory"])
{
    foreach (bool hasHandle in new[] { true, false })
    {
        await using BenchCluster cluster = await BenchCluster.StartAsync(2);
        await MeasureMemoryAsync(cluster, hasHandle);
    }

    return;
}

(int Pause, int Count)[] works = [(0, 20_000), (1, 10_000), (10, 3_000), (100, 600)];

await MeasureAsync("async_runner", (graph, values, options) => new AsyncRunner().MapAsync(graph, values, "n", options));
await using (var local = OrleansRunner.Local())
{
    await MeasureAsync("local", (graph, values, options) => local.MapAsync(graph, values, "n", options));
}

foreach (int silos in new[] { 1, 2, 4 })
{
    await using BenchCluster cluster = await BenchCluster.StartAsync(silos);
    await MeasureAsync($"silos_{silos}", (graph, values, options) => cluster.Runner.MapAsync(graph, values, "n", options));
}

async Task MeasureMemoryAsync(BenchCluster cluster, bool hasHandle)
{
    const int Runs = 50;
    const int Items = 5_000;
    var inputs = new { n = Enumerable.Range(0, Items), pause = 0 };
    for (int run = 0; run <= Runs; run++)
    {
        if (run % 10 == 0)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { name = hasHandle ? "memory_with_handles" : "memory", runs = run, items = Items, silos_mb = cluster.ReadMemory() }));
        }

        if (hasHandle)
        {
            await (await cluster.Runner.SubmitMapAsync(BenchCluster.Work(), inputs, "n")).Completion;
        }
        else
        {
            await cluster.Runner.MapAsync(BenchCluster.Work(), inputs, "n");
        }
    }
}

async Task MeasureAsync(string name, Func<Graph, object, MapOptions, Task<MapResult>> map)
{
    Graph graph = BenchCluster.Work();
    await map(graph, new { n = Enumerable.Range(0, 200), pause = 0 }, new MapOptions());
    foreach ((int pause, int count) in works)
    {
        foreach (bool events in new[] { false, true })
        {
            var counter = new EventCounter();
            long start = Stopwatch.GetTimestamp();
            MapResult result = await map(graph, new { n = Enumerable.Range(0, count), pause }, new MapOptions { EventProcessors = events ? [counter] : [] });
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            if (result.Get<int>("m").Where((m, i) => m != i + 1).Any())
            {
                throw new InvalidOperationException("A result is wrong.");
            }

            Console.WriteLine(JsonSerializer.Serialize(new
            {
                name,
                item_ms = pause,
                items = count,
                events = counter.Count,
                items_per_second = (long)(count / time.TotalSeconds),
                us_per_item = Math.Round(time.TotalMicroseconds / count, 1),
            }));
        }
    }
}
