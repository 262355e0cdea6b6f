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
        Assert.Equal("1 run", DebuggerText.Of(snapshot));
        ProgressRun run = snapshot.Runs[0];
        Assert.Equal("halves: Partial, 2 rows", DebuggerText.Of(run));
        Assert.Equal(["halves Progress: 2/2 Failed", "half: 2/2 Failed"], run.Rows.Select(DebuggerText.Of));
        Assert.Equal("half: System.ArgumentException: It is odd.", DebuggerText.Of(run.Failures[0]));
        Assert.Equal("1 run", DebuggerText.Of(model));
        Assert.Equal("1 run", DebuggerText.Of(model.View(maxLines: 10)));
    }

    [Fact]
    public void Rows_without_lines_Show_how_many_they_are_in_each_state()
    {
        var model = new ProgressModel();
        var runner = new SyncRunner { EventProcessors = [new Feed(model)] };
        var graph = new Graph("one", [Node.Create((int n) => n, output: "m"), Node.Create((int m) => m, output: "k")]);
        runner.Run(graph, new { n = 1 });
        runner.Run(graph, new { n = 1 });
        runner.Run(graph, new { n = 1 });

        ProgressView view = model.View(maxLines: 1);

        Assert.Equal("0 runs, 6 more (6 Done)", DebuggerText.Of(view));
        Assert.Equal("6 more (6 Done)", DebuggerText.Of(view.OtherRuns!));
    }

    private sealed class Feed(ProgressModel model) : EventProcessor
    {
        public override void OnEvent(Event e) => model.Apply(e);
    }
}
