using System.Diagnostics;
using System.Text.Json;
using Orleans;

namespace Hypergraph.Orleans.Benchmarks;

/// <summary>
/// What an item of a map and a single run cost beside a bare grain call, in the same process and at the same time: rounds of each in turn,
/// of which the median counts. Beside the time there is the processor time of all processes, which what else runs on the machine does not change much.
/// </summary>
/// <param name="runner">Runs the graph.</param>
/// <param name="grains">Where the bare grains are.</param>
/// <param name="readProcessorTime">Returns the processor time of caller and silos.</param>
internal sealed class Ratios(OrleansRunner runner, IGrainFactory grains, Func<TimeSpan> readProcessorTime)
{
    private const int InFlight = 32;
    private const int Items = 4_000;
    private const int Singles = 200;
    private const int Rounds = 15;

    private readonly Graph _work = BenchCluster.Work();
    private long _newKey = Environment.TickCount64 << 20;

    public async Task MeasureAsync(string name)
    {
        Dictionary<string, List<(double Time, double Processor)>> times = [];
        for (int round = -1; round < Rounds; round++)
        {
            await MeasureAsync("bare_calls", Items, CallAsync);
            await MeasureAsync("map_32", Items, () => MapAsync(InFlight));
            await MeasureAsync("map", Items, () => MapAsync(maxConcurrency: null));
            await MeasureAsync("bare_call", Singles, CallOneByOneAsync);
            await MeasureAsync("new_grain_call", Singles, CallNewOnesAsync);
            await MeasureAsync("run", Singles, RunOneByOneAsync);

            async Task MeasureAsync(string what, int count, Func<Task> act)
            {
                TimeSpan processor = readProcessorTime();
                long start = Stopwatch.GetTimestamp();
                await act();
                TimeSpan time = Stopwatch.GetElapsedTime(start);
                processor = readProcessorTime() - processor;
                if (round < 0)
                {
                    times[what] = [];
                    return;
                }

                times[what].Add((time.TotalMicroseconds / count, processor.TotalMicroseconds / count));
            }
        }

        foreach ((string what, string bare) in new[] { ("bare_calls", "bare_calls"), ("map_32", "bare_calls"), ("map", "bare_calls"), ("bare_call", "bare_call"), ("new_grain_call", "bare_call"), ("run", "bare_call") })
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                name,
                what,
                us = Math.Round(Median(times[what].Select(t => t.Time)), 1),
                processor_us = Math.Round(Median(times[what].Select(t => t.Processor)), 1),
                beside = bare,
                ratio = Math.Round(Median(times[what].Zip(times[bare], (t, b) => t.Time / b.Time)), 2),
                processor_ratio = Math.Round(Median(times[what].Zip(times[bare], (t, b) => t.Processor / b.Processor)), 2),
            }));
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private Task CallAsync()
    {
        int next = 0;
        return Task.WhenAll(Enumerable.Range(0, InFlight).Select(async lane =>
        {
            IBareGrain grain = grains.GetGrain<IBareGrain>(lane);
            for (int n = Interlocked.Increment(ref next); n <= Items; n = Interlocked.Increment(ref next))
            {
                Check(await grain.NextAsync(n), n);
            }
        }));
    }

    private async Task CallOneByOneAsync()
    {
        for (int n = 0; n < Singles; n++)
        {
            Check(await grains.GetGrain<IBareGrain>(n % InFlight).NextAsync(n), n);
        }
    }

    private async Task CallNewOnesAsync()
    {
        for (int n = 0; n < Singles; n++)
        {
            Check(await grains.GetGrain<IBareGrain>(_newKey++).NextAsync(n), n);
        }
    }

    private async Task MapAsync(int? maxConcurrency)
    {
        MapResult result = await runner.MapAsync(_work, new { n = Enumerable.Range(0, Items), pause = 0 }, "n", new MapOptions { MaxConcurrency = maxConcurrency });
        int n = 0;
        foreach (int m in result.Get<int>("m"))
        {
            Check(m, n++);
        }
    }

    private async Task RunOneByOneAsync()
    {
        for (int n = 0; n < Singles; n++)
        {
            Check((await runner.RunAsync(_work, new { n, pause = 0 })).Get<int>("m"), n);
        }
    }

    private static void Check(int result, int n)
    {
        if (result != n + 1)
        {
            throw new InvalidOperationException($"{n} gave {result}.");
        }
    }
}
