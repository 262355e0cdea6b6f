using CsCheck;

namespace Hypergraph.Progress.Tests;

public sealed class CountingProperties
{

    [Fact]
    public void Rows_Of_any_run_Agree_with_a_recount_after_every_event() => RandomGraphs.Runs.Sample(
        run =>
        {
            List<Event> events = [];
            var test = new ModelTest();
            Dictionary<(string, bool), long> done = [];
            var script = new EventScript(
                e =>
                {
                    events.Add(e);
                    test.Model.Apply(e);
                    if (e is not RunEndEvent { ParentSpanId: null })
                    {
                        AssertRows(test.Run, new NaiveCount(run.Outline, events), done);
                    }
                },
                test.Clock);
            new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize, run.IsStream);

            AssertRows(test.Run, new NaiveCount(run.Outline, events), done);
            AssertClosed(test.Run);
            AssertOutcomes(test.Run, events);
            Assert.All(test.Run.Rows.Where(row => row.Icon != ProgressIcon.Map), row => Assert.Contains(row.State, NaiveState.Of(row)));
        },
        iter: 150,
        print: run => $"{run}");

    [Fact]
    public void Rows_Of_a_run_whose_events_were_lost_Still_close() => RandomGraphs.Runs.Sample(
        run =>
        {
            var lossy = new Random(run.Seed);
            var test = new ModelTest();
            var script = new EventScript(
                e =>
                {
                    if (e.ParentSpanId is null || lossy.Next(4) > 0)
                    {
                        test.Model.Apply(e);
                        Assert.All(test.Run.Rows, row => Assert.InRange(row.Done, 0, row.Total));
                    }
                },
                test.Clock);
            new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize, run.IsStream);

            AssertClosed(test.Run);
        },
        iter: 300);

    private static void AssertRows(ProgressRun run, NaiveCount naive, Dictionary<(string, bool), long> lastDone)
    {
        Assert.Equal(naive.Rows(), run.Rows.Select(NaiveRow.Of));
        foreach (ProgressRow row in run.Rows)
        {
            (string, bool) key = (row.Path, row.Icon == ProgressIcon.Map);
            Assert.InRange(row.Done, lastDone.GetValueOrDefault(key), row.Total);
            lastDone[key] = row.Done;
        }
    }

    private static void AssertClosed(ProgressRun run) => Assert.All(run.Rows, row =>
    {
        Assert.Equal(row.Total, row.Done + row.NotStarted);
        Assert.Equal(0, row.Running);
        Assert.True(row.IsClosed, $"{row.Path} is {row.State}");
        Assert.Null(row.OwnDone);
    });

    /// <summary>The row of the call's own map is the sum of how its items ended.</summary>
    private static void AssertOutcomes(ProgressRun run, List<Event> events)
    {
        if (!run.IsMap)
        {
            return;
        }

        ProgressRow map = run.Rows[0];
        Dictionary<RunStatus, int> items = events.OfType<RunEndEvent>()
            .Where(end => end.ParentSpanId == events[0].SpanId)
            .CountBy(end => end.Status)
            .ToDictionary();
        Assert.Equal(items.GetValueOrDefault(RunStatus.Failed) + items.GetValueOrDefault(RunStatus.Partial), map.Failed);
        Assert.Equal(items.GetValueOrDefault(RunStatus.Paused), map.Paused);
        Assert.Equal(items.GetValueOrDefault(RunStatus.Stopped), map.Stopped);
        Assert.Equal(items.Values.Sum(), map.Done);
    }
}
