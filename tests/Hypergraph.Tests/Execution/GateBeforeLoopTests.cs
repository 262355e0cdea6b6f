namespace Hypergraph.Tests.Execution;

/// <summary>Gates in front of loops let their nodes run; only a gate of the loop drives it.</summary>
public class GateBeforeLoopTests
{
    private static FunctionNode Start { get; } = Node.Create((int a) => a + 1, "k", "start");

    private static FunctionNode Sum { get; } = Node.Create((int total, int k) => total + k, "total", "sum");

    private static async Task AssertRunAsync(Graph graph, object values, string started, string results)
    {
        foreach (string runner in new[] { "sync", "async" })
        {
            var recorder = new EventRecorder(wantsValues: false);
            RunResult result = await Both.OnAsync(runner, graph, values, new RunOptions { EventProcessors = [recorder], MaxIterations = 30 });
            Assert.Equal(results, string.Join(' ', result.Values.Select(v => $"{v.Key}={v.Value}")));
            Assert.Equal(started, string.Join(' ', recorder.Started));
        }
    }

    [Theory]
    [InlineData(0, "start small sum", "k=1 total=1")]
    [InlineData(9, "start small", "k=10 total=0")]
    public Task Node_That_feeds_itself_Runs_once_by_a_decision_before_it(int a, string started, string results) => AssertRunAsync(
        new Graph([Start, Sum, Node.IfElse((int k) => k < 6, "sum", Node.End, "small")], new GraphOptions { Entrypoints = ["start", "sum"] }),
        new { a, total = 0 },
        started,
        results);

    [Fact]
    public Task Node_That_writes_a_shared_value_Runs_once_by_a_decision_before_it() => AssertRunAsync(
        new Graph(
            [Start, Sum, Node.IfElse((int k) => k < 6, "sum", Node.End, "small")],
            new GraphOptions { Entrypoints = ["start", "sum"], SharedValues = ["total"], Edges = [("start", "small")] }),
        new { a = 0, total = 0 },
        "start small sum",
        "k=1 total=1");

    [Fact]
    public Task Loop_Without_a_gate_behind_one_Runs_until_it_converges() => AssertRunAsync(
        new Graph(
            [
                Start,
                Node.IfElse((int k) => k < 6, "halve", Node.End, "small"),
                Node.Create((int n, int k) => n / 2, "half", "halve"),
                Node.Create((int half) => half, "n", "keep"),
            ],
            new GraphOptions { Entrypoints = ["start", "halve"] }),
        new { a = 0, n = 5 },
        "start small halve keep halve keep halve keep halve",
        "k=1 half=0 n=0");

    [Fact]
    public Task Loop_With_a_gate_of_its_own_Ends_when_that_says_so_whatever_one_before_it_said() => AssertRunAsync(
        new Graph(
            [
                Start,
                Node.IfElse((int k) => k < 6, "step", Node.End, "small"),
                Node.Create((int n, int k) => n + k, "n", "step"),
                Node.IfElse((int n) => n < 3, "step", Node.End, "again"),
            ],
            new GraphOptions { Entrypoints = ["start", "step"] }),
        new { a = 0, n = 0 },
        "start small step again step again step again",
        "k=1 n=3");
}
