namespace Hypergraph.Progress.Tests;

/// <summary>Rows of runs that really ran, where the runners' own ways of ending show.</summary>
public sealed class RealRunTests
{
    private readonly ProgressModel _model = new();
    private readonly ModelProcessor _processor;

    public RealRunTests() => _processor = new ModelProcessor(_model);

    [Fact]
    public async Task Stop_Inside_a_nested_map_Closes_every_row()
    {
        RunHandle<RunResult>? run = null;
        var started = new TaskCompletionSource();
        var inner = new Graph("inner", [Node.Create(
            (int x) =>
            {
                if (x == 2)
                {
                    started.Task.Wait();
                    run!.Stop("enough");
                }

                return x;
            },
            output: "y",
            name: "work")]);
        var graph = new Graph("outer", [inner.AsNode().MapOver("x"), Node.Create((int[] y) => y.Length, output: "count", name: "count")]);

        run = new SyncRunner(_processor).Start(graph, new { x = new[] { 1, 2, 3, 4 } });
        started.SetResult();
        RunResult result = await run.Completion;

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal(["  inner Progress 2/4 Stopped", "    work 2/4 Stopped", "count 0/0 Skipped"], Rows());
        Assert.True(Run.IsStopRequested);
    }

    [Fact]
    public async Task Resumed_map_Counts_only_the_items_that_continue()
    {
        var graph = new Graph(
            "g",
            [
                Node.Create((int x) => x + 1, output: "y", name: "prepare"),
                Node.Interrupt<string>((int y) => $"{y}?", output: "answer", name: "ask"),
                Node.Create((string answer) => answer.Length, output: "length", name: "measure"),
            ]);
        var runner = new AsyncRunner(_processor);
        MapResult paused = await runner.MapAsync(graph, new { x = new[] { 1, 2, 3 } }, "x");
        Assert.Equal(["g Progress 3/3 Paused", "  prepare 3/3 Done", "  ask 3/3 Paused", "  measure 0/0 Skipped"], Rows());

        await runner.ResumeMapAsync(paused, paused.Pauses.Take(2).ToDictionary(pause => pause, _ => (object?)"yes"));
        Assert.Equal(2, Run.MapSize);

        // Both have ended; the map as a whole still waits for the third.
        Assert.Equal(["g Progress 2/2 Paused", "  prepare 0/0 Skipped", "  ask 2/2 Done", "  measure 2/2 Done"], Rows());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Map_With_loops_branches_and_failures_Adds_up(int? concurrency)
    {
        var graph = new Graph(
            "g",
            [
                Node.Create((int n) => n + 1, output: "n", name: "count"),
                Node.IfElse((int n) => n < 3, then: "count", otherwise: "odd", name: "again"),
                Node.IfElse((int start) => start % 2 == 1, then: "note", otherwise: "fail", name: "odd"),
                Node.Create((int start) => start, output: "noted", name: "note"),
                Node.Create((int start) => start == 2 ? throw new InvalidOperationException("two") : start, output: "failed", name: "fail"),
            ],
            new GraphOptions { Entrypoints = ["count"] });

        await new AsyncRunner(_processor).MapAsync(
            graph,
            new { n = new[] { 0, 1, 2 }, start = new[] { 1, 2, 3 } },
            new[] { "n", "start" },
            new MapOptions { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = concurrency });

        Assert.Equal(RunStatus.Partial, Run.Status);
        Assert.Equal(
            ["g Progress 3/3 Failed 1", "  count 6/6 Done", "  again 6/6 Done", "  odd 3/3 Done", "  note 2/2 Done", "  fail 1/1 Failed 1"],
            Rows());
        ProgressFailure failure = Assert.Single(Run.Failures);
        Assert.Equal(("fail", "two", 1), (failure.Path, failure.Message, Assert.Single(failure.Items)));
    }

    private ProgressRun Run => _model.Snapshot().Runs[^1];

    private string[] Rows() => [.. Run.Rows.Select(ModelTest.Short)];

    private sealed class ModelProcessor(ProgressModel model) : EventProcessor
    {
        public override void OnEvent(Event e) => model.Apply(e);
    }
}
