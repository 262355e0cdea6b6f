using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>The rows of the seven scenarios, against the copy of <c>scenarios.json</c> beside this file.</summary>
public sealed class ScenarioRowTests
{
    public static TheoryData<int> Ids => Scenario.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rows_From_the_first_event_to_the_last_Are_those_of_the_scenario(int id)
    {
        Scenario scenario = Scenario.Get(id);
        foreach (ProgressRun run in Moments(id))
        {
            Assert.Equal(
                scenario.Rows.Select(row => (row.Level, row.Icon, row.Label, row.Time)),
                run.Rows.Select(row => (row.Level, ProgressTheme.Emoji.IconOf(row.Icon), row.Label, row.HasTime)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Totals_Are_those_of_the_scenario_As_soon_as_they_can_be_known(int id)
    {
        Scenario scenario = Scenario.Get(id);
        foreach (ProgressRun run in Moments(id))
        {
            Assert.All(run.Rows.Zip(scenario.Rows).Where(pair => !pair.First.IsTotalAssumed), pair => Assert.Equal(pair.Second.Total, pair.First.Total));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void First_frame_All_rows_wait(int id) =>
        Assert.All(Moments(id)[0].Rows.Where(row => row.Path.Length > 0), row => Assert.Equal((ProgressState.Waiting, 0L), (row.State, row.Done)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Last_frame_All_rows_are_done(int id)
    {
        Scenario scenario = Scenario.Get(id);
        ProgressRun run = Moments(id)[^1];
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(scenario.Rows.Select(row => (row.Total, row.Total, ProgressState.Done)), run.Rows.Select(row => (row.Done, row.Total, row.State)));
    }

    /// <summary>The run after each of its events.</summary>
    private static List<ProgressRun> Moments(int id)
    {
        ScenarioRun scenario = ScenarioRuns.Get(id);
        var clock = new FakeTimeProvider(scenario.Events[0].Timestamp);
        var model = new ProgressModel(scenario.Options with { TimeProvider = clock });
        List<ProgressRun> moments = [];
        foreach (Event e in scenario.Events)
        {
            clock.SetUtcNow(e.Timestamp);
            model.Apply(e);
            moments.Add(Assert.Single(model.Snapshot().Runs));
        }

        return moments;
    }
}
