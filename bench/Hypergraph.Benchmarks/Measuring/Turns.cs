using System.Diagnostics;
using System.Runtime;

namespace Hypergraph.Benchmarks;

/// <summary>Measures sides in turns, so that whatever the machine does meanwhile meets all of them.</summary>
internal static class Turns
{
    private const int LeastRounds = 3;
    private const int LeastWarmUps = 3;
    private const int MostWarmUps = 30;

    /// <summary>What counts as faster than before.</summary>
    private const double Faster = 0.9;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(50);

    /// <summary>Where methods are compiled for so long, they are those of something else.</summary>
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(10);

    /// <summary>The time that the runtime takes to notice hot methods and to compile them anew in the background.</summary>
    private static readonly TimeSpan Recompilation = TimeSpan.FromMilliseconds(100);

    /// <exception cref="InvalidOperationException">The results of the sides differ.</exception>
    public static async Task<Reading[]> MeasureAsync(Side[] sides, TimeSpan budget)
    {
        await CheckAsync(sides);
        await WarmUpAsync(sides);
        List<double>[] nanoseconds = [.. sides.Select(_ => new List<double>())];
        List<double>[] bytes = [.. sides.Select(_ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < LeastRounds || Stopwatch.GetElapsedTime(start) < budget; round++)
        {
            for (int i = 0; i < sides.Length; i++)
            {
                (TimeSpan elapsed, long allocated) = await SampleAsync(sides[i]);
                nanoseconds[i].Add(elapsed.TotalNanoseconds / sides[i].Operations);
                bytes[i].Add((double)allocated / sides[i].Operations);
            }
        }

        return [.. sides.Select((side, i) => new Reading(side.Name, MedianOf(nanoseconds[i]), MedianOf(bytes[i])))];
    }

    /// <summary>The same work has the same checksum on all sides.</summary>
    private static async Task CheckAsync(Side[] sides)
    {
        double? expected = null;
        foreach (Side side in sides.Where(s => s.IsChecked))
        {
            double given = (await side.Sample()).Checksum / side.Operations;
            expected ??= given;
            if (given != expected)
            {
                throw new InvalidOperationException($"'{side.Name}' gives {given} where '{sides[0].Name}' gives {expected}.");
            }
        }
    }

    /// <summary>
    /// Runs the sides until none of them gets faster any more and the runtime compiles nothing. A fixed time would not do: on a busy machine the compiler in
    /// the background has to wait for its turn.
    /// </summary>
    private static async Task WarmUpAsync(Side[] sides)
    {
        double[] best = [.. sides.Select(_ => double.MaxValue)];
        bool isCold = true;
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; (round < LeastWarmUps || (isCold && round < MostWarmUps)) && Stopwatch.GetElapsedTime(start) < LongestWarmUp; round++)
        {
            long compiled = JitInfo.GetCompiledMethodCount();
            isCold = false;
            for (int i = 0; i < sides.Length; i++)
            {
                double fastest = await FastestAsync(sides[i]);
                isCold |= fastest < Faster * best[i];
                best[i] = Math.Min(best[i], fastest);
            }

            await Task.Delay(Recompilation);
            isCold |= JitInfo.GetCompiledMethodCount() != compiled;
        }
    }

    private static async Task<double> FastestAsync(Side side)
    {
        double fastest = double.MaxValue;
        long start = Stopwatch.GetTimestamp();
        do
        {
            long begun = Stopwatch.GetTimestamp();
            Outcome outcome = await side.Sample();
            fastest = Math.Min(fastest, (outcome.Elapsed ?? Stopwatch.GetElapsedTime(begun)).TotalNanoseconds);
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);
        return fastest;
    }

    /// <summary>
    /// The median: the mean includes what else the machine does, and the minimum flatters work on several threads, which is
    /// cheapest when they happen not to meet.
    /// </summary>
    private static double MedianOf(List<double> samples)
    {
        samples.Sort();
        int middle = samples.Count / 2;
        return samples.Count % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
    }

    private static async Task<(TimeSpan Elapsed, long Allocated)> SampleAsync(Side side)
    {
        if (side.CollectsFirst)
        {
            GC.Collect();
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        Outcome outcome = await side.Sample();
        TimeSpan elapsed = outcome.Elapsed ?? Stopwatch.GetElapsedTime(start);
        return (elapsed, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
