using Hypergraph.Progress;

namespace Hypergraph.Benchmarks;

/// <summary>A run among 2,000 that are open at once and share a processor in plain mode, beside one among 100.</summary>
internal sealed class ProgressParallel() : Comparison("progress_parallel")
{
    private const int Many = 2_000;
    private const int Few = 100;

    public override Side[] CreateSides() =>
    [
        Side.OfManyAsync("2,000 runs at once", Many, () => RunAsync(Many, 1)),
        Side.OfManyAsync("100 runs at once", Many, () => RunAsync(Few, Many / Few)),
    ];

    private static async ValueTask<double> RunAsync(int runs, int times)
    {
        using var terminal = new NullTerminal();
        using var progress = new RichProgressProcessor(new RichProgressOptions { Console = terminal.CreateConsole(), Mode = ProgressMode.Plain });
        var runner = new AsyncRunner(progress);
        double sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += await RunAsync(runner, runs);
        }

        return sum;
    }

    /// <summary>Runs that have all begun before the first of them ends.</summary>
    private static async Task<double> RunAsync(AsyncRunner runner, int runs)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new Graph("waiting",
        [
            Node.Create(
                async (int x) =>
                {
                    await gate.Task;
                    return x + 1;
                },
                output: "y",
                name: "wait"),
            Node.Create((int y) => y + 1, output: "z", name: "add"),
        ]);
        Task<RunResult>[] open = [.. Enumerable.Range(0, runs).Select(_ => runner.RunAsync(graph, ("x", 1)))];
        gate.SetResult();
        RunResult[] results = await Task.WhenAll(open);
        return results.Sum(result => result.Get<int>("z"));
    }
}
