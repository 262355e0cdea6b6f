using Hypergraph.Resilience;
using Polly;
using Polly.Retry;

namespace Hypergraph.Durability.Tests;

/// <summary>The graphs that are interrupted at every record and at every event.</summary>
public static class DurableCases
{
    public static IReadOnlyList<DurableCase> All { get; } =
    [
        new("chain", log => Chain(log), [("x", 1)]),
        new("diamond", Diamond, [("x", 1)]),
        new("nested", log => new Graph("nested", [Chain(log, "inner").AsNode("inner"), Node.Create((int y, NodeContext c) => log.Note(c, y + 1), "end")]), [("x", 1)]),
        new("map", log => Chain(log), [("x", new[] { 1, 2, 3 })]) { Over = "x" },
        new("mapped", Mapped, [("xs", new[] { 1, 2, 3 })]),
        new("mapped in mapped", MappedInMapped, [("rows", new[] { new[] { 1, 2 }, [3, 4] })]),
        new("loop", log => Loop(log), [("n", 0)]),
        new("loop in map", log => Loop(log), [("n", new[] { 0, 2 })]) { Over = "n" },
        new("nested in loop", NestedInLoop, [("n", 0)]),
        new("gate", Gate, [("x", 7)]),
        new("interrupt", Interrupt, [("topic", "cats")]) { Answer = true, IsSynchronous = false },
        new("interrupt in map", Interrupt, [("topic", new[] { "cats", "dogs" })]) { Over = "topic", Answer = true, IsSynchronous = false },
        new("interrupt in loop", InterruptInLoop, [("draft", "a")]) { Answer = "more", IsSynchronous = false },
        new("retry", Retry, [("x", 1)]),
        new("stream", Stream, [("count", 3)]) { IsSynchronous = false },
        new("failing items", FailingItems, [("xs", new[] { 1, 2, 3, 4 })]),
        new("failing items of a map", FailingChain, [("x", new[] { 1, 2, 3 })]) { Over = "x", ErrorHandling = ErrorHandling.Continue },
        new("asynchronous", Asynchronous, [("x", 1)]) { IsSynchronous = false },
    ];

    public static DurableCase Of(string name) => All.Single(c => c.Name == name);

    private static Graph Chain(ExecutionLog log, string? name = null) => new(
        name ?? "chain",
        [
            Node.Create((int x, NodeContext c) => log.Note(c, x + 1), "a"),
            Node.Create((int a, NodeContext c) => log.Note(c, $"{a}!"), "b"),
            Node.Create((string b, NodeContext c) => log.Note(c, b.Length), "y"),
        ]);

    private static Graph Diamond(ExecutionLog log) => new(
        "diamond",
        [
            Node.Create((int x, NodeContext c) => log.Note(c, x + 1), "a"),
            Node.Create((int a, NodeContext c) => log.Note(c, a * 2), "left"),
            Node.Create((int a, NodeContext c) => log.Note(c, a * 3), "right"),
            Node.Create((int left, int right, NodeContext c) => log.Note(c, left + right), "sum"),
            Node.Create((int sum, NodeContext c) => { _ = log.Note(c, sum); }, name: "effect"),
        ]);

    private static Graph Mapped(ExecutionLog log) => new(
        "mapped",
        [
            new Graph("square", [Node.Create((int x, NodeContext c) => log.Note(c, x * x), "square")]).AsNode("squares").MapOver("x").RenameInput("x", "xs"),
            Node.Create((int[] square, NodeContext c) => log.Note(c, square.Sum()), "total"),
        ]);

    private static Graph MappedInMapped(ExecutionLog log)
    {
        var cell = new Graph("cell", [Node.Create((int cell, NodeContext c) => log.Note(c, cell * 10), "ten")]);
        var row = new Graph("row", [cell.AsNode("cells").MapOver("cell").RenameInput("cell", "row"), Node.Create((int[] ten, NodeContext c) => log.Note(c, ten.Sum()), "sum")]);
        return new("table", [row.AsNode("rows").MapOver("row").RenameInput("row", "rows"), Node.Create((int[] sum, NodeContext c) => log.Note(c, sum.Max()), "max")]);
    }

    private static Graph Loop(ExecutionLog log) => new(
        "loop",
        [
            Node.Create((int n, NodeContext c) => log.Note(c, n + 1), "n", "count"),
            Node.IfElse((int n, NodeContext c) => log.Note(c, n < 4), "count", Node.End, "again"),
        ],
        new GraphOptions { Entrypoints = ["count"] });

    private static Graph NestedInLoop(ExecutionLog log) => new(
        "outer loop",
        [
            new Graph("step", [Node.Create((int n, NodeContext c) => log.Note(c, n + 1), "m"), Node.Create((int m, NodeContext c) => log.Note(c, m), "out")]).AsNode("step").RenameOutput("out", "n"),
            Node.IfElse((int n, NodeContext c) => log.Note(c, n < 3), "step", Node.End, "again"),
        ],
        new GraphOptions { Entrypoints = ["step"] });

    private static Graph Gate(ExecutionLog log) => new(
        "gate",
        [
            Node.Route((int x, NodeContext c) => log.Note(c, x % 2 == 0 ? "even" : "odd"), ["even", "odd"], new RouteOptions { Name = "parity" }),
            Node.Create((int x, NodeContext c) => log.Note(c, x / 2), "half", "even"),
            Node.Create((int x, NodeContext c) => log.Note(c, (3 * x) + 1), "more", "odd"),
        ]);

    private static Graph Interrupt(ExecutionLog log) => new(
        "review",
        [
            Node.Create((string topic, NodeContext c) => log.Note(c, $"About {topic}."), "draft"),
            Node.Interrupt<bool>((string draft, NodeContext c) => log.Note(c, $"Publish '{draft}'?"), "approve"),
            Node.Create((string draft, bool approve, NodeContext c) => log.Note(c, approve ? draft : "nothing"), "published"),
        ]);

    private static Graph InterruptInLoop(ExecutionLog log) => new(
        "conversation",
        [
            Node.Interrupt<string>((string draft, NodeContext c) => log.Note(c, $"Next after {draft}?"), "answer"),
            Node.Create((string draft, string answer, NodeContext c) => log.Note(c, draft + answer), "draft", "add"),
            Node.IfElse((string draft, NodeContext c) => log.Note(c, draft.Length < 12), "answer", Node.End, "again"),
        ],
        new GraphOptions { Entrypoints = ["answer"] });

    private static Graph Retry(ExecutionLog log)
    {
        int calls = 0;
        FunctionNode flaky = Node.Create((int x, NodeContext c) => Interlocked.Increment(ref calls) % 2 == 1 ? throw new InvalidOperationException("not yet") : log.Note(c, x + 1), "a");
        ResiliencePipeline<NodeOutputs> pipeline = new ResiliencePipelineBuilder<NodeOutputs>().AddRetry(new RetryStrategyOptions<NodeOutputs> { MaxRetryAttempts = 3, Delay = TimeSpan.Zero }).Build();
        return new("retry", [flaky.WithResilience(pipeline), Node.Create((int a, NodeContext c) => log.Note(c, a + 1), "b")]);
    }

    private static Graph Stream(ExecutionLog log) => new(
        "stream",
        [
            Node.Create((int count, NodeContext c) => Numbers(log.Note(c, count)), "numbers"),
            Node.Create((IReadOnlyList<int> numbers, NodeContext c) => log.Note(c, numbers.Sum()), "sum"),
        ]);

    private static async IAsyncEnumerable<int> Numbers(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private static Graph FailingChain(ExecutionLog log) => new(
        "picky",
        [
            Node.Create((int x, NodeContext c) => log.Note(c, x % 2 == 0 ? throw new InvalidOperationException($"{x} is even") : x), "odd"),
            Node.Create((int odd, NodeContext c) => log.Note(c, odd * 2), "twice"),
        ]);

    private static Graph FailingItems(ExecutionLog log) => new(
        "failing items",
        [
            FailingChain(log).AsNode("items").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue).RenameInput("x", "xs"),
            Node.Create((int?[] twice, NodeContext c) => log.Note(c, twice.Count(t => t is null)), "missing"),
        ]);

    private static Graph Asynchronous(ExecutionLog log) => new(
        "asynchronous",
        [
            Node.Create(async (int x, NodeContext c) => { await Task.Yield(); return log.Note(c, x + 1); }, "a"),
            Node.Create(async (int x, NodeContext c) => { await Task.Yield(); return log.Note(c, x + 2); }, "b"),
            Node.Create(async (int a, int b, NodeContext c) => { await Task.Yield(); return log.Note(c, (a, b)); }, ["p", "q"], "pair"),
            Node.Create((int p, int q, NodeContext c) => log.Note(c, p * q), "product"),
        ]);
}
