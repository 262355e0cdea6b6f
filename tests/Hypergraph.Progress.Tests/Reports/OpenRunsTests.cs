using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>The end of a run costs the same, whatever the number of other runs in flight.</summary>
public sealed class OpenRunsTests
{
    [Theory]
    [InlineData(ProgressMode.Plain)]
    [InlineData(ProgressMode.Json)]
    [InlineData(ProgressMode.Quiet)]
    public void End_of_a_run_Beside_ten_times_as_many_Allocates_as_much(ProgressMode mode)
    {
        _ = BytesPerRun(mode, 10);
        long few = BytesPerRun(mode, 100);
        long many = BytesPerRun(mode, 1_000);

        Assert.InRange(many, 0, few * 3 / 2);
    }

    [Fact]
    public void End_of_a_run_Writes_what_is_new_in_the_others()
    {
        using var test = new LiveTest(mode: ProgressMode.Plain);
        RunScript first = test.Script.Run(Graph("first", Node("a")));
        RunScript second = test.Script.Run(Graph("second", Node("b")));
        second.Nodes("b");
        first.End();
        test.Processor.Shutdown();
        second.End();
        test.Processor.Shutdown();

        Assert.Equal(
            ["✓ first completed! (0 ms, 1 skipped)", "second: b started", "second: b done (0 ms)", "✓ second completed! (0 ms)"],
            test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private static long BytesPerRun(ProgressMode mode, int runs)
    {
        using var test = new LiveTest(mode: mode);
        RunScript[] open = [.. Enumerable.Range(0, runs).Select(_ => test.Script.Run(Graph("g", Node("a"), Node("b"))))];

        // The first end also writes the start of all runs.
        End(test, open[0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (RunScript run in open.Skip(1))
        {
            End(test, run);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (runs - 1);
    }

    private static void End(LiveTest test, RunScript run)
    {
        run.Nodes("a", "b");
        run.End();
        test.Processor.Shutdown();
    }
}
