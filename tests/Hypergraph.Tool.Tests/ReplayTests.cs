using System.Diagnostics;
using Hypergraph.Progress;
using Spectre.Console;

namespace Hypergraph.Tool.Tests;

public sealed class ReplayTests
{
    public static TheoryData<string> RunNames => Runs.Names;

    [Theory]
    [MemberData(nameof(RunNames))]
    public async Task Replay_Prints_the_lines_of_the_run(string name)
    {
        using var log = new TempLog();
        string live = await LiveAsync(log, ProgressMode.Plain, name);

        Assert.Equal(new ToolResult(0, live, ""), await ToolProcess.RunAsync("replay", log.Path));
        Assert.Equal(new ToolResult(0, live, ""), await ToolProcess.RunAsync("watch", log.Path));
        Assert.Equal(new ToolResult(0, live, ""), await ToolProcess.RunWithInputAsync(await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken), "watch", "-"));
    }

    [Fact]
    public async Task Replay_With_json_Ends_as_the_run_did()
    {
        using var log = new TempLog();
        string[] live = Ends(await LiveAsync(log, ProgressMode.Json, "nested maps", "retry"));

        // What is written before the end of a run depends on when a frame is due.
        Assert.Equal(2, live.Length);
        Assert.Equal(live, Ends((await ToolProcess.RunAsync("replay", log.Path, "--json")).Output));
        Assert.Equal(live, Ends((await ToolProcess.RunAsync("watch", log.Path, "--json")).Output));
    }

    [Fact]
    public async Task Replay_With_a_speed_Waits_between_events_and_not_between_runs()
    {
        using var log = new TempLog();
        var clock = new FakeClock();
        using (var processor = new JsonLinesEventProcessor(log.Path))
        {
            await Runs.RunAsync("slow chain", clock, processor);
            clock.Advance(TimeSpan.FromDays(100));
            await Runs.RunAsync("slow chain", clock, processor);
        }

        long start = Stopwatch.GetTimestamp();
        ToolResult result = await ToolProcess.RunAsync("replay", log.Path, "--speed", "0.5");

        // Two runs of 200 ms at half speed cannot take less, and days would not end.
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(800));
        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("✓ chain completed! (200 ms)\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e9")]
    [InlineData("1e18")]
    [InlineData("1.7e308")]
    public async Task Replay_With_any_high_speed_Is_as_that_without_one(string speed)
    {
        using TempLog log = await TempLog.OfAsync("slow chain", "loop", "failure");
        ToolResult fastest = await ToolProcess.RunAsync("replay", log.Path);

        Assert.Equal(0, fastest.ExitCode);
        Assert.Equal(fastest, await ToolProcess.RunAsync("replay", log.Path, "--speed", speed));
    }

    [Fact]
    public async Task Replay_Of_a_torn_log_Says_which_runs_have_no_end()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = log.Lines[..3];

        ToolResult result = await ToolProcess.RunAsync("replay", log.Path);

        Assert.Equal((0, "hypergraph: The log ends before these runs: chain.\n"), (result.ExitCode, result.Error));
        Assert.StartsWith("chain: größe started\nchain: größe done", result.Output, StringComparison.Ordinal);
    }

    private static string[] Ends(string lines) => [.. lines.Split('\n').Where(line => line.Contains("\"run-ended\"", StringComparison.Ordinal))];

    private static async Task<string> LiveAsync(TempLog log, ProgressMode mode, params string[] names)
    {
        using var output = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        var clock = new FakeClock();
        using var display = new RichProgressProcessor(new RichProgressOptions { Console = console, Mode = mode, TimeProvider = clock });
        using var processor = new JsonLinesEventProcessor(log.Path);
        foreach (string name in names)
        {
            await Runs.RunAsync(name, clock, processor, display);
        }

        return output.ToString().ReplaceLineEndings("\n");
    }
}
