using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class RunsTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Runs_at_once_Have_rows_of_their_own()
    {
        RunScript one = _test.Script.Run(Graph("g", Node("a")));
        RunScript two = _test.Script.Run(Graph("g", Node("a")));
        two.Nodes("a");

        IReadOnlyList<ProgressRun> runs = _test.Model.Snapshot().Runs;
        Assert.Equal([one.RunId, two.RunId], runs.Select(run => run.RunId));
        Assert.Equal([0, 1], runs.Select(run => run.Rows[0].Done));
    }

    [Fact]
    public void Remove_Takes_only_a_run_that_has_ended()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        Assert.False(_test.Model.Remove(run.RunId));

        run.End();
        Assert.True(_test.Model.Remove(run.RunId));
        Assert.Empty(_test.Model.Snapshot().Runs);
    }

    [Fact]
    public void Ended_runs_Beyond_the_limit_Are_removed_And_counted()
    {
        var test = new ModelTest(new ProgressModelOptions { MaxEndedRuns = 2 });
        RunScript open = test.Script.Run(Graph("open", Node("a")));
        RunScript[] runs = [.. Enumerable.Range(0, 5).Select(_ => test.Script.Run(Graph("g", Node("a"))))];
        for (int i = runs.Length - 1; i >= 0; i--)
        {
            runs[i].End(i == 4 ? RunStatus.Failed : RunStatus.Completed);
        }

        ProgressSnapshot snapshot = test.Model.Snapshot();
        Assert.Equal([open.RunId, runs[0].RunId, runs[1].RunId], snapshot.Runs.Select(run => run.RunId));
        Assert.Equal((3, 1), (snapshot.RemovedRuns, snapshot.RemovedFailedRuns));
        ProgressView view = test.Model.View(20);
        Assert.Equal((3, 1), (view.RemovedRuns, view.RemovedFailedRuns));
    }

    [Fact]
    public void Ended_runs_By_default_Are_kept_up_to_a_thousand()
    {
        for (int i = 0; i < 1_100; i++)
        {
            _test.Script.Run(Graph("g", Node("a"))).End();
        }

        ProgressSnapshot snapshot = _test.Model.Snapshot();
        Assert.Equal((1_000, 100), (snapshot.Runs.Count, snapshot.RemovedRuns));
        Assert.True(_test.Model.Remove(snapshot.Runs[500].RunId));
        Assert.Equal(100, _test.Model.Snapshot().RemovedRuns);
    }

    [Fact]
    public void MaxEndedRuns_That_is_negative_Is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProgressModelOptions { MaxEndedRuns = -1 });

    [Fact]
    public void Run_Without_nested_graphs_Begins_with_few_bytes()
    {
        List<Event> events = [];
        var script = new EventScript(events.Add, _test.Clock);
        for (int i = 0; i < 100; i++)
        {
            script.Run(Graph("g", Node("a"), Node("b")));
        }

        _test.Model.Apply(events[0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Event e in events.Skip(1))
        {
            _test.Model.Apply(e);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 99, 0, 4_000);
    }

    [Fact]
    public void Failures_Beyond_the_first_Are_counted()
    {
        var test = new ModelTest(new ProgressModelOptions { MaxFailures = 2 });
        RunScript map = test.Script.Map(Graph("g", Mapped("m", Node("a"))), 2);
        RunScript inner = map.Item().Node("m").Map(3);
        for (int i = 0; i < 3; i++)
        {
            RunScript item = inner.Item();
            item.Node("a").Fail($"no {i}");
            item.End(RunStatus.Failed, $"no {i}");
        }

        Assert.Equal(3, test.Run.FailureCount);
        Assert.Equal(["no 0", "no 1"], test.Run.Failures.Select(failure => failure.Message));
        Assert.Equal([[0, 0], [0, 1]], test.Run.Failures.Select(failure => failure.Items));
    }

    [Fact]
    public void Apply_In_the_steady_state_Allocates_nothing()
    {
        List<Event> events = [];
        RunScript map = new EventScript(events.Add, _test.Clock).Map(Graph("g", Node("a"), Node("b")), 2000);
        for (int i = 0; i < 2000; i++)
        {
            RunScript item = map.Item();
            item.Nodes("a", "b");
            item.End();
        }

        foreach (Event e in events.Take(3000))
        {
            _test.Model.Apply(e);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Event e in events.Skip(3000))
        {
            _test.Model.Apply(e);
        }

        // The model stores a milestone of the map from time to time; that cost is divided by 9,000 events.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
    }

    [Fact]
    public async Task Apply_From_many_threads_Loses_nothing()
    {
        Task[] runs = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            RunScript map = new EventScript(_test.Model.Apply, TimeProvider.System).Map(Graph("g", Node("a")), 200);
            for (int i = 0; i < 200; i++)
            {
                RunScript item = map.Item();
                item.Nodes("a");
                item.End();
                _test.Model.Snapshot();
                _test.Model.View(5);
            }

            map.End();
        }))];

        await Task.WhenAll(runs);
        Assert.All(_test.Model.Snapshot().Runs, run => Assert.All(run.Rows, row => Assert.Equal((200, 200), (row.Done, row.Total))));
    }
}
