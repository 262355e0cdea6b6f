using Hypergraph.Tests.Debugging;

namespace Hypergraph.Progress.Tests.Debugging;

public sealed class DebuggerDisplayTests
{
    [Fact]
    public void Rows_runs_and_failures_Show_their_state()
    {
        var model = new ProgressModel();
        var half = Node.Create((int n) => n % 2 == 0 ? n / 2 : throw new ArgumentException("It is odd."), output: "half");
        var runner = new SyncRunner { EventProcessors = [new Feed(model)] };
        runner.Map(new Graph("halves", [half]), new { n = new[] { 2, 3 } }, over: "n", new() { ErrorHandling = ErrorHandling.Continue });

        ProgressSnapshot snapshot = model.Snapshot();
        Assert.Equal("1 runs", DebuggerText.Of(snapshot));
        ProgressRun run = snapshot.Runs[0];
        Assert.Equal("halves: Partial, 2 rows", DebuggerText.Of(run));
        Assert.Equal(["halves Progress: 2/2 Failed", "half: 2/2 Failed"], run.Rows.Select(DebuggerText.Of));
        Assert.Equal("half: System.ArgumentException: It is odd.", DebuggerText.Of(run.Failures[0]));
    }

    private sealed class Feed(ProgressModel model) : EventProcessor
    {
        public override void OnEvent(Event e) => model.Apply(e);
    }
}
