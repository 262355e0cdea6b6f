namespace Hypergraph.Tests.Execution;

/// <summary>In a loop, a gate that has chosen several targets decides again when those that can still become ready have run.</summary>
public class SeveralTargetsTests
{
    [Fact]
    public async Task Target_That_is_ready_a_superstep_later_Runs_by_the_decision_that_chose_it()
    {
        // What 'first' produces makes 'second' ready, and the gate as well, which would then end the loop.
        var graph = new Graph(
            "g",
            [
                Node.Route(
                    (int m, int k = 0) => m == 0 ? ["first", "second"] : (string[])[Node.End],
                    ["first", "second", Node.End],
                    new() { Name = "both", AllowMultiple = true }),
                Node.Create((int n) => (n + 1, n + 1), output: ["m", "p"], name: "first"),
                Node.Create((int p) => p * 10, "k", "second"),
            ],
            new GraphOptions { Entrypoints = ["both"] });

        foreach (string runner in new[] { "sync", "async" })
        {
            var recorder = new EventRecorder(wantsValues: false);
            RunResult result = await Both.OnAsync(runner, graph, new { n = 1, m = 0 }, new RunOptions { EventProcessors = [recorder], MaxIterations = 40 });
            Assert.Equal(20, result["k"]);
            Assert.Equal("both first second both", string.Join(' ', recorder.Started));
        }
    }

    [Fact]
    public async Task Target_That_never_becomes_ready_Does_not_keep_the_gate_from_deciding()
    {
        var graph = new Graph(
            "g",
            [
                Node.Create((int n) => n + 1, "n", "step"),
                Node.Route((int n) => n > 99 ? "rare" : null, ["rare"], new() { Name = "seldom" }),
                Node.Create((int n) => n, "r", "rare"),
                Node.Create((int r, int n) => n, "s", "late"),
                Node.Route((int n, int s = 0) => n < 3 ? ["step", "late"] : (string[])[Node.End], ["step", "late", Node.End], new() { Name = "both", AllowMultiple = true }),
            ],
            new GraphOptions { Entrypoints = ["step"] });

        RunResult result = await Both.RunAsync(graph, new { n = 0 }, new RunOptions { MaxIterations = 40 });

        Assert.Equal(3, result["n"]);
        Assert.DoesNotContain("s", result.Values.Keys);
    }
}
