namespace Hypergraph.Tests.Execution;

/// <summary>Loops of more nodes than run in one superstep: those that nothing triggers are not looked at, until something does.</summary>
public sealed class LongLoopTests
{
    private const int Iterations = 20;

    /// <summary>A counter that passes seven nodes and a gate.</summary>
    private static readonly Node[] Counter =
    [
        Node.Create((int a) => a + 1, output: "b"),
        Node.Create((int b) => b, output: "c"),
        Node.Create((int c) => c, output: "d"),
        Node.Create((int d) => d, output: "e"),
        Node.Create((int e) => e, output: "f"),
        Node.Create((int f) => f, output: "g"),
        Node.Create((int g) => g, output: "a", name: "again"),
        Node.IfElse((int a) => a % Iterations != 0, then: "b", otherwise: Node.End, name: "gate"),
    ];

    private static Graph Loop => new("loop", Counter, new GraphOptions { Entrypoints = ["b"] });

    [Theory]
    [InlineData(0, 20)]
    [InlineData(5, 20)]
    [InlineData(20, 40)]
    public async Task Run_Triggers_the_nodes_again_in_each_iteration(int start, int end)
    {
        var recorder = new EventRecorder();

        RunResult result = await new AsyncRunner(recorder).RunAsync(Loop, new { a = start });

        Assert.Equal(end, result.Get<int>("a"));
        Assert.Equal(end, new SyncRunner().Run(Loop, new { a = start }).Get<int>("a"));
        Assert.Equal(
            Enumerable.Repeat((string[])["b", "c", "d", "e", "f", "g", "again", "gate"], end - start).SelectMany(names => names),
            recorder.Started);
    }

    [Fact]
    public async Task Map_Starts_each_item_with_all_nodes()
    {
        int[] starts = [.. Enumerable.Range(0, 100)];
        int[] ends = [.. starts.Select(start => (start / Iterations * Iterations) + Iterations)];

        Assert.Equal(ends, new SyncRunner().Map(Loop, new { a = starts }, "a").Get<int>("a"));
        Assert.Equal(ends, (await new AsyncRunner().MapAsync(Loop, new { a = starts }, "a")).Get<int>("a"));
    }

    [Fact]
    public async Task Resume_Twice_from_one_pause_Continues_with_the_nodes_that_had_run()
    {
        var graph = new Graph(
            "asking loop",
            [.. Counter[..6], Node.Interrupt<int>((int g) => $"Add to {g}?", "added", "ask"), Node.Create((int g, int added) => g + added, output: "a", name: "again"), Counter[7]],
            new GraphOptions { Entrypoints = ["b"] });
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(graph, new { a = 0 });
        for (int i = 0; i < 3; i++)
        {
            paused = await runner.ResumeAsync(paused, 1);
        }

        // Four iterations have begun: 1, 2 + 1, 4 + 1, 6 + 1.
        Assert.Equal("Add to 7?", paused.Pause!.Question);
        Assert.Equal("Add to 9?", (await runner.ResumeAsync(paused, 1)).Pause!.Question);
        Assert.Equal(20, (await runner.ResumeAsync(paused, 13)).Get<int>("a"));
        Assert.Equal(20, (await runner.ResumeAsync(paused, 13)).Get<int>("a"));
    }
}
