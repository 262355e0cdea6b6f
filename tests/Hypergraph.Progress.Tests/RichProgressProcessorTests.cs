using Spectre.Console;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class RichProgressProcessorTests
{
    [Fact]
    public void WantsValues_Is_false()
    {
        using var processor = new RichProgressProcessor();
        Assert.False(processor.WantsValues);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void FramesPerSecond_Out_of_range_Is_refused(int value)
    {
        ArgumentOutOfRangeException exception =
            Assert.Throws<ArgumentOutOfRangeException>(() => new RichProgressOptions { FramesPerSecond = value });
        Assert.StartsWith("Progress is drawn 1 to 10 times a second.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_from_many_threads_While_the_program_prints_End_with_every_result_and_line_whole()
    {
        using var test = new LiveTest(width: 70, height: 400);
        RunScript around = test.Script.Run(Graph("around", Node("all")));
        test.NextFrame();
        var plays = Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Play(test.Processor, test.Terminal, i))));

        // Not until they end: while another thread wakes this clock's timers, advancing it only piles frames up.
        for (int i = 0; i < 100 && !plays.IsCompleted; i++)
        {
            test.NextFrame();
            await Task.Yield();
        }

        await plays;
        around.End();
        test.Processor.Shutdown();

        string[] lines = test.Text.Split('\n');
        Assert.Equal(9, lines.Count(line => line.Contains(" completed! (", StringComparison.Ordinal)));
        Assert.Equal(8, lines.Count(line => line.Contains("🗺️", StringComparison.Ordinal) && line.Contains(" 50/50", StringComparison.Ordinal)));
        Assert.Equal(8 * 20, lines.Count(line => line.StartsWith("hello from ", StringComparison.Ordinal)));
        Assert.Equal((8 * 20) + (8 * 3) + 2, lines.Length);
        Assert.True(test.Terminal.Screen.IsCursorVisible);
    }

    [Fact]
    public void Queued_Draws_the_final_state()
    {
        using var test = new LiveTest(width: 60);
        QueuedEventProcessor queued = test.Processor.Queued();
        RunScript run = new EventScript(queued.OnEvent, test.Clock).Run(Graph("g", Node("a")));
        run.Nodes("a");
        run.End();
        queued.Shutdown();

        Assert.EndsWith("✓ g completed! (0 ms)", test.Text, StringComparison.Ordinal);
    }

    private static void Play(RichProgressProcessor processor, TestTerminal terminal, int number)
    {
        RunScript map = new EventScript(processor.OnEvent, TimeProvider.System).Map(Graph($"g{number}", Node("a")), 50);
        for (int i = 0; i < 50; i++)
        {
            RunScript item = map.Item();
            item.Nodes("a");
            item.End();
            if (i < 20)
            {
                terminal.Console.WriteLine($"hello from {number}");
            }
        }

        map.End();
        processor.Shutdown();
    }
}
