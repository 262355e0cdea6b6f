using System.Diagnostics;

namespace Hypergraph.Tool.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task Watch_Waits_for_the_file_and_for_the_end_of_its_runs()
    {
        using TempLog source = await TempLog.OfAsync("chain", "loop");
        using var log = new TempLog();
        using Process watch = ToolProcess.Start("watch", log.Path);

        Assert.Equal($"hypergraph: Waiting for '{log.Path}'.", await watch.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        await using (FileStream file = new(log.Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
        {
            // The second run has begun before the first has ended, and lines arrive in pieces.
            string[] lines = source.Lines;
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [lines[0], lines[6], .. lines[1..6], .. lines[7..]]) + "\n");
            for (int i = 0; i < bytes.Length; i += 100)
            {
                await file.WriteAsync(bytes.AsMemory(i, Math.Min(100, bytes.Length - i)), TestContext.Current.CancellationToken);
                await Task.Yield();
            }
        }

        ToolResult result = await ToolProcess.EndAsync(watch);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("✓ chain completed! (20 ms)\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("✓ counter completed! (12 ms)\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_Shows_a_run_that_another_process_writes_at_full_speed()
    {
        using var log = new TempLog();
        using Process watch = ToolProcess.Start("watch", log.Path);
        var graph = new Graph("outer", [new Graph("row", [Node.Create((int x) => x + 1, "y", "add")]).AsNode("rows").MapOver("x")]);
        using (var processor = new JsonLinesEventProcessor(log.Path))
        {
            await new AsyncRunner([processor]) { ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(graph, [("x", Enumerable.Range(0, 20_000).ToArray())]);
        }

        ToolResult result = await ToolProcess.EndAsync(watch);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"✓ outer completed! \([^\n]*\)\n$", result.Output);
        Assert.Equal(new ToolResult(0, $"{log.Path}: 1 run, 80006 events, no violation.\n", ""), await ToolProcess.RunAsync("check", log.Path));
    }

    [Fact]
    public async Task Watch_Ends_with_130_when_it_is_interrupted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It sends a signal.");
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = log.Lines[..3];
        using Process watch = ToolProcess.Start("watch", log.Path);
        string? first = await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        // Not SIGINT, which the children of a background job ignore. Both end the program in the same way.
        using (Process kill = Process.Start("kill", ["-TERM", $"{watch.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        ToolResult result = await ToolProcess.EndAsync(watch);

        Assert.Equal("chain: größe started", first);
        Assert.Equal((130, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Watch_Of_standard_input_Ends_with_it()
    {
        using TempLog log = await TempLog.OfAsync("chain");

        ToolResult result = await ToolProcess.RunWithInputAsync(string.Join('\n', log.Lines[..2]) + "\n", "watch", "-");

        Assert.Equal(new ToolResult(0, "chain: größe started\n", "hypergraph: The log ends before these runs: chain.\n"), result);
    }
}
