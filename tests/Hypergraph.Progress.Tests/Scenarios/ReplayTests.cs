using CsCheck;
using Microsoft.Extensions.Time.Testing;
using FeatureRuns = Hypergraph.Tool.Tests.Runs;

namespace Hypergraph.Progress.Tests;

/// <summary>A log that is read back makes the progress of the run: the same rows after each event, and the same tree.</summary>
public sealed class ReplayTests
{
    public static TheoryData<int> Ids => Scenario.Ids;

    public static TheoryData<string> RunNames => FeatureRuns.Names;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Tree_Of_a_replayed_log_Is_that_of_the_scenario(int id)
    {
        ScenarioRun scenario = ScenarioRuns.Get(id);
        List<Event> read = await LoggedAsync(scenario.Events);

        Assert.Equal(FramesOf(scenario.ProcessorOptions, scenario.Events), FramesOf(scenario.ProcessorOptions, read));
        Assert.Equal(RowsOf(scenario.Options, scenario.Events), RowsOf(scenario.Options, read));
    }

    [Fact]
    public Task Tree_Of_a_replayed_log_Is_that_of_the_run_For_any_graph() => RandomGraphs.Runs.SampleAsync(
        async run =>
        {
            List<Event> events = [];
            var script = new EventScript(events.Add, new FakeTimeProvider(ScenarioRuns.Start));
            new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize, run.IsStream);
            List<Event> read = await LoggedAsync(events);

            Assert.Equal(FramesOf(new RichProgressOptions(), events), FramesOf(new RichProgressOptions(), read));
            Assert.Equal(RowsOf(new ProgressModelOptions(), events), RowsOf(new ProgressModelOptions(), read));
        },
        iter: 50,
        print: run => $"{run}");

    [Theory]
    [MemberData(nameof(RunNames))]
    public async Task Tree_Of_a_replayed_log_Is_that_of_the_run(string name)
    {
        (string live, IReadOnlyList<Event> events) = await RunAsync(name);
        List<Event> read = await LoggedAsync(events);

        Assert.NotEmpty(live);
        Assert.Equal(live, FinalTreeOf(read));
        Assert.Equal(RowsOf(new ProgressModelOptions(), events), RowsOf(new ProgressModelOptions(), read));
    }

    [Theory]
    [InlineData("fatal")]
    [InlineData("failure")]
    [InlineData("loop")]
    [InlineData("retry")]
    [InlineData("cache hit")]
    [InlineData("pause")]
    [InlineData("stop")]
    [InlineData("stream")]
    public async Task Tree_Of_a_log_without_what_the_run_is_about_Is_another(string name)
    {
        (string live, IReadOnlyList<Event> events) = await RunAsync(name);
        List<Event> read = await LoggedAsync([.. events.Select(e => Without(name, e)).OfType<Event>()]);

        Assert.NotEqual(live, FinalTreeOf(read));
        Assert.NotEqual(RowsOf(new ProgressModelOptions(), events)[^1], RowsOf(new ProgressModelOptions(), read)[^1]);
    }

    /// <summary>Removes from a log what a run is about.</summary>
    /// <returns>The event that remains; null for none.</returns>
    private static Event? Without(string name, Event e) => (name, e) switch
    {
        ("fatal" or "failure", NodeErrorEvent) => null,
        ("loop", RouteDecisionEvent or NodeStartEvent { NodeName: "step" }) => null,
        ("retry", NodeAttemptStartEvent) => null,
        ("cache hit", NodeEndEvent end) => end with { IsCached = false },
        ("pause", InterruptEvent) => null,
        ("stop", RunEndEvent end) => end with { Status = RunStatus.Completed },
        ("stream", { ItemIndex: 2 }) => null,
        _ => e,
    };

    /// <summary>Runs a graph with a live tree.</summary>
    /// <returns>The final tree, and the events.</returns>
    private static async Task<(string Tree, IReadOnlyList<Event> Events)> RunAsync(string name)
    {
        var clock = new FakeClock();
        using var test = new LiveTest(width: 100, height: 40, clock: clock);
        var events = new EventRecorder();
        await FeatureRuns.RunAsync(name, clock, events, test.Processor);
        test.Processor.Shutdown();
        return (test.Text, events.Events);
    }

    private static string FinalTreeOf(IReadOnlyList<Event> events)
    {
        using var test = new LiveTest(width: 100, height: 40, clock: new FakeClock());
        foreach (Event e in events)
        {
            SetTime(test.Clock, e.Timestamp);
            test.Processor.OnEvent(e);
        }

        test.Processor.Shutdown();
        return test.Text;
    }

    /// <summary>Writes events to a log, and reads them back.</summary>
    private static async Task<List<Event>> LoggedAsync(IReadOnlyList<Event> events)
    {
        using var stream = new MemoryStream();
        using (var log = new JsonLinesEventProcessor(stream, new JsonLinesOptions { LeavesStreamOpen = true }))
        {
            foreach (Event e in events)
            {
                log.OnEvent(e);
            }
        }

        stream.Position = 0;
        return await EventLog.ReadAsync(stream).ToListAsync();
    }

    /// <summary>What a person sees in the middle and at the end.</summary>
    private static (string Middle, string End) FramesOf(RichProgressOptions options, IReadOnlyList<Event> events)
    {
        using var test = new LiveTest(width: 100, height: 40, options: options);
        Play(test, events.Take(events.Count / 2));
        string middle = test.Text;
        Play(test, events.Skip(events.Count / 2));
        test.Processor.Shutdown();
        return (middle, test.Text);
    }

    private static void Play(LiveTest test, IEnumerable<Event> events)
    {
        foreach (Event e in events)
        {
            SetTime(test.Clock, e.Timestamp);
            test.Processor.OnEvent(e);
        }

        test.NextFrame();
    }

    /// <summary>The clock may be ahead: a frame needs time.</summary>
    private static void SetTime(FakeTimeProvider clock, DateTimeOffset time)
    {
        if (time > clock.GetUtcNow())
        {
            clock.SetUtcNow(time);
        }
    }

    /// <summary>The rows after each event.</summary>
    private static List<string> RowsOf(ProgressModelOptions options, IReadOnlyList<Event> events)
    {
        var clock = new FakeTimeProvider(events[0].Timestamp);
        var model = new ProgressModel(options with { TimeProvider = clock });
        List<string> rows = [];
        foreach (Event e in events)
        {
            SetTime(clock, e.Timestamp);
            model.Apply(e);
            rows.Add(string.Join('\n', model.Snapshot().Runs.SelectMany(run => run.Rows.Select(row => $"{run.Status} {row}"))));
        }

        return rows;
    }
}
