using System.Collections.Immutable;

namespace Hypergraph.Tests.Execution;

/// <summary>Explicit edges that order the nodes of a loop: they hold in every iteration.</summary>
public class LoopOrderTests
{
    private static readonly ImmutableList<int> None = [];

    private static FunctionNode Draw { get; } = Node.Create((int turn) => turn + 20, "card", "draw");

    private static FunctionNode File { get; } = Node.Create((int card) => card, "filed", "file");

    private static FunctionNode Advance { get; } = Node.Create((int card, int turn) => turn + (card > 0 ? 1 : 0), "turn", "advance");

    private static IfElseNode Again { get; } = Node.IfElse((int turn) => turn < 3, "draw", Node.End, "again");

    private static Graph Game(IEnumerable<Node> nodes, params (string From, string To)[] edges) =>
        new("game", nodes, new GraphOptions { Entrypoints = ["draw"], SharedValues = ["turn"], Edges = edges });

    private static async Task AssertRunAsync(Graph graph, object values, string started, string results)
    {
        foreach (string runner in new[] { "sync", "async" })
        {
            var recorder = new EventRecorder(wantsValues: false);
            RunResult result = await Both.OnAsync(runner, graph, values, new RunOptions { EventProcessors = [recorder], MaxIterations = 60 });
            Assert.Equal(results, string.Join(' ', result.Values.Select(v => $"{v.Key}={(v.Value is ImmutableList<int> list ? string.Join(',', list) : v.Value)}")));
            Assert.Equal(started, string.Join(' ', recorder.Started));
            recorder.AssertClosed();
        }
    }

    [Fact]
    public Task Target_Runs_once_in_each_iteration_and_after_the_source() => AssertRunAsync(
        Game([Draw, File, Advance, Again], ("file", "advance"), ("advance", "again")),
        new { turn = 0 },
        "draw file advance again draw file advance again draw file advance again",
        "card=22 filed=22 turn=3");

    [Fact]
    public Task Target_Declared_before_its_source_Waits_too() => AssertRunAsync(
        Game([Again, Advance, File, Draw], ("file", "advance"), ("advance", "again")),
        new { turn = 0 },
        "draw file advance again draw file advance again draw file advance again",
        "turn=3 filed=22 card=22");

    [Fact]
    public Task Chain_Of_edges_Holds_in_every_iteration() => AssertRunAsync(
        Game(
            [Advance, Node.Create((int card) => card * 2, "stamped", "stamp"), Draw, Node.Create((int card) => card + 1, "sealed", "seal"), File, Again],
            ("file", "stamp"),
            ("stamp", "seal"),
            ("seal", "advance"),
            ("advance", "again")),
        new { turn = 1 },
        "draw file stamp seal advance again draw file stamp seal advance again",
        "turn=3 stamped=44 card=22 sealed=23 filed=22");

    [Fact]
    public Task Target_Of_a_source_on_a_longer_way_Waits_for_it() => AssertRunAsync(
        Game(
            [
                Draw,
                Node.Create((int card) => card + 1, "sorted", "sort"),
                Node.Create((int sorted) => sorted + 1, "packed", "pack"),
                Node.Create((int packed) => packed, "filed", "file"),
                Advance,
                Again,
            ],
            ("file", "advance"),
            ("advance", "again")),
        new { turn = 1 },
        "draw sort pack file advance again draw sort pack file advance again",
        "card=22 sorted=23 packed=24 filed=24 turn=3");

    [Fact]
    public Task Edge_To_a_gate_Makes_it_decide_once_in_each_iteration() => AssertRunAsync(
        new Graph(
            "lift",
            [
                Node.Create((int level) => level + 1, "floor", "lift"),
                Node.Create((int floor) => $"floor {floor}", "bell", "ring"),
                Node.Create((int floor) => floor, "level", "land"),
                Node.IfElse((int floor) => floor < 3, "lift", Node.End, "higher"),
            ],
            new GraphOptions
            {
                Entrypoints = ["lift"],
                Edges = [("lift", "ring"), ("lift", "land"), ("land", "lift"), ("lift", "higher"), ("ring", "higher"), ("land", "higher")],
            }),
        new { level = 0 },
        "lift ring land higher lift ring land higher lift ring land higher",
        "floor=3 bell=floor 3 level=3");

    [Theory]
    [InlineData(true, "tick side loud louder note more tick side note more tick side loud louder note more tick side note more soft")]
    [InlineData(false, "tick side note more tick side note more tick side note more tick side note more soft")]
    public Task Source_That_does_not_run_in_an_iteration_Is_not_waited_for(bool odd, string started)
    {
        // The source stands behind a branch, and behind a node of it: whichever is not chosen, the target runs once in each iteration.
        var graph = new Graph(
            "notes",
            [
                Node.Create((int n) => n + 1, "n", "tick"),
                Node.Route((int n) => odd && n % 2 == 1 ? "loud" : "soft", ["loud", "soft"], new() { Name = "side" }),
                Node.Create((int n) => n + 100, "shout", "loud"),
                Node.Create((int shout) => shout + 100, "scream", "louder"),
                Node.Create((int n) => n + 200, "hush", "soft"),
                Node.Create((ImmutableList<int> log, int n) => log.Add(n), "log", "note"),
                Node.IfElse((int n) => n < 4, "tick", Node.End, "more"),
            ],
            new GraphOptions { Entrypoints = ["tick"], SharedValues = ["log"], Edges = [("louder", "note"), ("note", "more")] });
        return AssertRunsAsync(graph, new { n = 0, log = None }, started);
    }

    /// <summary>Asserts how often each node runs, and what the notes say.</summary>
    private static async Task AssertRunsAsync(Graph graph, object values, string started)
    {
        foreach (string runner in new[] { "sync", "async" })
        {
            var recorder = new EventRecorder(wantsValues: false);
            RunResult result = await Both.OnAsync(runner, graph, values, new RunOptions { EventProcessors = [recorder] });
            Assert.Equal(started.Split(' ').Order(), recorder.Started.Order());
            Assert.Equal([1, 2, 3, 4], result.Get<ImmutableList<int>>("log"));
        }
    }

    [Fact]
    public async Task Source_On_a_taken_branch_Goes_before_its_target_in_every_iteration()
    {
        var graph = new Graph(
            "notes",
            [
                Node.Create((ImmutableList<int> log, int n) => log.Add(n), "log", "note"),
                Node.Create((int n) => n + 1, "n", "tick"),
                Node.Route((int n) => n % 2 == 1 ? "loud" : "soft", ["loud", "soft"], new() { Name = "side" }),
                Node.Create((int n) => n + 100, "shout", "loud"),
                Node.Create((int n) => n + 200, "hush", "soft"),
                Node.IfElse((int n) => n < 4, "tick", Node.End, "more"),
            ],
            new GraphOptions { Entrypoints = ["tick"], SharedValues = ["log"], Edges = [("loud", "note"), ("note", "more")] });

        foreach (string runner in new[] { "sync", "async" })
        {
            var recorder = new EventRecorder(wantsValues: false);
            await Both.OnAsync(runner, graph, new { n = 0, log = None }, new RunOptions { EventProcessors = [recorder] });
            Assert.Equal("tick side loud note more tick side note more tick side loud note more tick side note more soft", string.Join(' ', recorder.Started));
        }
    }

    [Fact]
    public async Task Next_iteration_Waits_for_a_target_that_still_waits()
    {
        // The gate decides at once, the source takes longer: the target misses no iteration all the same.
        var graph = new Graph(
            "notes",
            [
                Node.Create((int n) => n + 1, "n", "tick"),
                Node.IfElse((int n) => n < 4, "tick", Node.End, "more"),
                Node.Create((int n) => n * 10, "a", "first"),
                Node.Create((int a) => a * 10, "b", "second"),
                Node.Create((ImmutableList<int> log, int n) => log.Add(n), "log", "note"),
                Node.IfElse((ImmutableList<int> log) => log.Count < 9, "tick", Node.End, "check"),
            ],
            new GraphOptions { Entrypoints = ["tick"], SharedValues = ["log"], Edges = [("second", "note"), ("note", "check")] });

        RunResult result = await Both.RunAsync(graph, new { n = 0, log = None }, new RunOptions { MaxIterations = 100, ErrorHandling = ErrorHandling.Continue });

        Assert.Equal([1, 2, 3, 4], result.Get<ImmutableList<int>>("log").Take(4));
        Assert.Equal(result.Get<ImmutableList<int>>("log"), Enumerable.Range(1, result.Get<int>("n")));
    }

    [Fact]
    public async Task Loop_In_a_mapped_node_Keeps_its_order_for_each_item()
    {
        Graph game = Game([Draw, File, Advance, Again], ("file", "advance"), ("advance", "again"));
        var graph = new Graph([game.AsNode("games").RenameInput("turn", "turns").RenameOutput("turn", "ends").MapOver("turns")]);

        RunResult result = await Both.RunAsync(graph, new { turns = new[] { 0, 2, 1 } });

        Assert.Equal([22, 22, 22], result.Get<int[]>("card"));
        Assert.Equal([22, 22, 22], result.Get<int[]>("filed"));
        Assert.Equal([3, 3, 3], result.Get<int[]>("ends"));
    }

    [Fact]
    public Task Nested_graph_As_source_and_as_target_Keeps_the_order()
    {
        Graph filing = new("filing", [File]);
        Graph advancing = new("advancing", [Node.Create((int card, int turn) => turn + (card > 0 ? 1 : 0), "next", "advance")]);
        return AssertRunAsync(
            Game([advancing.AsNode("advance").RenameOutput("next", "turn"), Draw, Again, filing.AsNode("file")], ("file", "advance"), ("advance", "again")),
            new { turn = 1 },
            "draw file file advance advance again draw file file advance advance again",
            "turn=3 card=22 filed=22");
    }

    [Fact]
    public async Task Edge_From_a_node_to_itself_Carries_its_value_to_the_next_iteration()
    {
        var graph = new Graph(
            "g",
            [Node.Create((int n) => n + 1, "n", "bump"), Node.IfElse((int n) => n < 3, "bump", Node.End, "below")],
            new GraphOptions { Entrypoints = ["bump"], Edges = [("bump", "bump"), ("bump", "below")] });

        await AssertRunAsync(graph, new { n = 0 }, "bump below bump below bump below", "n=3");
    }

    [Fact]
    public async Task Edge_From_a_node_to_itself_That_carries_nothing_Orders_nothing()
    {
        var plain = new Graph("g", [Node.Create((int x) => x, "y", "a")], new GraphOptions { Edges = [("a", "a")] });
        Graph shared = Game([Draw, File, Advance, Again], ("draw", "draw"), ("file", "file"), ("file", "advance"), ("advance", "again"), ("again", "again"));

        await AssertRunAsync(plain, new { x = 1 }, "a", "y=1");
        await AssertRunAsync(shared, new { turn = 2 }, "draw file advance again", "card=22 filed=22 turn=3");
    }

    [Theory]
    [InlineData(1, "head start while step while step while exit more")]
    [InlineData(2, "head start while step while step while exit more head start while step while step while exit more")]
    public Task Edge_Out_of_an_inner_loop_Waits_for_its_last_iteration(int iterations, string started) => AssertRunAsync(
        new Graph(
            "nest",
            [
                Node.Create((int n) => n + 1, "n", "head"),
                Node.Create((int n) => 2, "c", "start"),
                Node.IfElse((int c) => c > 0, "step", "exit", "while"),
                Node.Create((int c) => c - 1, "c", "step"),
                Node.Create((int c) => "done", "v", "exit"),
                Node.IfElse((int n) => n < iterations, "head", Node.End, "more"),
            ],
            new GraphOptions
            {
                Entrypoints = ["head"],
                Edges =
                [
                    ("head", "head"), ("head", "start"), ("start", "while"), ("step", "while"), ("start", "step"), ("step", "step"),
                    ("start", "exit"), ("step", "exit"), ("head", "more"), ("exit", "more"),
                ],
            }),
        new { n = 0 },
        started,
        $"n={iterations} c=0 v=done");

    [Fact]
    public async Task Run_Resumed_within_an_iteration_Keeps_the_order()
    {
        Graph game = Game([Draw, Node.Interrupt<int>((int card) => card, "filed", "file"), Advance, Again], ("file", "advance"), ("advance", "again"));
        var runner = new AsyncRunner();

        RunResult result = await runner.RunAsync(game, new { turn = 0 });
        for (int answer = 1; answer <= 3; answer++)
        {
            Assert.Equal(20 + answer - 1, result.Pause!.Question);
            Assert.Equal(answer - 1, result["turn"]);
            result = await runner.ResumeAsync(result, answer);
        }

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(3, result["turn"]);
    }
}
