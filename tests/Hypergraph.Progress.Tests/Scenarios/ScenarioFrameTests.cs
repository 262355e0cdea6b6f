namespace Hypergraph.Progress.Tests;

/// <summary>What a person sees of the seven scenarios, exactly, with nodes in flight and at the end; and the pictures of it in the documentation.</summary>
public sealed class ScenarioFrameTests
{
    public static TheoryData<int> Ids => Scenario.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Screen_While_the_scenario_runs_And_at_its_end(int id)
    {
        using LiveTest test = Start(id, out ScenarioRun scenario);
        Play(test, scenario.Events.Take(Midway(scenario)));
        string underWay = test.Text;
        Play(test, scenario.Events.Skip(Midway(scenario)));
        test.Processor.Shutdown();

        AcceptedText.AssertEqual($"Scenarios/Frames/scenario-{id}.txt", $"{underWay}\n\n{test.Text}\n");
        Assert.True(test.Terminal.Screen.IsCursorVisible);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Picture_Shows_the_scenario_in_flight(int id)
    {
        using LiveTest test = Start(id, out ScenarioRun scenario);
        Play(test, scenario.Events.Take(Midway(scenario)));

        AcceptedText.AssertEqual($"../../docs/images/scenario-{id}.svg", ScreenPicture.Draw(test.Terminal.Screen));
    }

    private static LiveTest Start(int id, out ScenarioRun scenario)
    {
        scenario = ScenarioRuns.Get(id);
        return new LiveTest(width: 72, height: 12, options: scenario.ProcessorOptions);
    }

    /// <summary>Somewhere past the middle, behind the start of a node.</summary>
    private static int Midway(ScenarioRun scenario)
    {
        int at = scenario.Events.Count * 6 / 10;
        while (scenario.Events[at - 1] is not NodeStartEvent || scenario.Events[at] is RunStartEvent)
        {
            at++;
        }

        return at;
    }

    private static void Play(LiveTest test, IEnumerable<Event> events)
    {
        foreach (Event e in events)
        {
            test.Clock.SetUtcNow(e.Timestamp);
            test.Processor.OnEvent(e);
        }

        test.NextFrame();
    }
}
