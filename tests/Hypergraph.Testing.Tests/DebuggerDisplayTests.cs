using Hypergraph.Tests.Debugging;

namespace Hypergraph.Testing.Tests;

public sealed class DebuggerDisplayTests
{
    [Fact]
    public async Task Fake_runner_and_its_calls_Show_what_was_called()
    {
        var runner = new FakeGraphRunner().Returns(("y", 1), ("z", 2));
        Assert.Equal("0 calls", DebuggerText.Of(runner));
        await runner.RunAsync(Graphs.Chain, ("x", 5));
        Assert.Equal("1 call", DebuggerText.Of(runner));
        await runner.MapAsync(Graphs.Chain, ("x", new[] { 5 }), "x");
        Assert.Equal("2 calls", DebuggerText.Of(runner));
        Assert.Equal(["chain(x)", "chain(x) over x"], runner.Calls.Select(DebuggerText.Of));
    }

    [Fact]
    public async Task Recorder_and_recorded_run_Show_their_events()
    {
        var recorder = new EventRecorder();
        Assert.Equal("0 events", DebuggerText.Of(recorder));
        RecordedRun run = await new AsyncRunner(recorder).RunUntilAsync(Graphs.Chain, ("x", 5), "NodeEnd first");
        Assert.Equal("5 events", DebuggerText.Of(recorder));
        Assert.Equal("NodeEnd first: 5 events", DebuggerText.Of(run));
    }
}
