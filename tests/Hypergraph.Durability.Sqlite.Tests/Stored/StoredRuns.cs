namespace Hypergraph.Durability.Stored;

/// <summary>Runs of several kinds, as a store of this version keeps them: what is checked in as a fixture, so that later versions can show that they load it.</summary>
internal sealed class StoredRuns
{
    private readonly List<string> _calls = [];

    /// <summary>The clock of what is written.</summary>
    public static TimeProvider Clock { get; } = new FixedClock();

    /// <summary>Whether negative numbers fail.</summary>
    public bool Fails { get; init; }

    /// <summary>The calls of functions, in order.</summary>
    public string Calls
    {
        get
        {
            lock (_calls)
            {
                return string.Join(", ", _calls.Order(StringComparer.Ordinal));
            }
        }
    }

    /// <summary>One of its values is large.</summary>
    public Graph Sums => new(
        "sums",
        [
            Node.Create((int x) => Call("a", x + 1), "a"),
            Node.Create((int y) => Call("b", new string('b', y)), "b"),
            Node.Create((int a, string b) => Call("c", $"{a} {b.Length}"), "c"),
        ]);

    public Graph Picky => new(
        "picky",
        [
            Node.Create((int x) => Check(x), "checked"),
            Node.Create((int @checked) => Call($"twice {@checked}", @checked * 2), "twice"),
        ]);

    public Graph Nested => new(
        "nested",
        [
            Picky.AsNode("items").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue).RenameInput("x", "xs"),
            Node.Create((int?[] twice) => Call("sum", twice.Sum() ?? 0), "sum"),
        ]);

    public Graph Loop => new(
        "loop",
        [
            Node.Create((int n) => Call($"count {n}", n + 1), "n", "count"),
            Node.IfElse((int n) => n < 4, "count", Node.End, "again"),
        ],
        new GraphOptions { Entrypoints = ["count"] });

    public Graph Review => new(
        "review",
        [
            Node.Create((string topic) => Call("draft", $"About {topic}."), "draft"),
            Node.Interrupt<bool>((string draft) => Call("ask", $"Publish '{draft}'?"), "approved", "approve"),
            Node.Create((string draft, bool approved) => Call("publish", approved ? draft : "nothing"), "published"),
        ]);

    /// <summary>Its node runs at most once.</summary>
    public Graph Payment(Func<Task> act) => new(
        "payment",
        [
            Node.Create(
                async (int amount) =>
                {
                    await act();
                    return Call("charge", $"receipt for {amount}");
                },
                "receipt",
                "charge").AtMostOnce(),
        ]);

    /// <summary>Writes the runs to an empty store.</summary>
    public static async Task WriteAsync(IRunStore store, CancellationToken cancellationToken)
    {
        var graphs = new StoredRuns { Fails = true };
        var runner = new AsyncRunner { Store = store };
        await runner.RunAsync(graphs.Sums, [("x", 1), ("y", 5000)], new() { WorkflowId = "completed" }, cancellationToken);
        await Assert.ThrowsAsync<NegativeNumberException>(() => runner.RunAsync(graphs.Picky, [("x", -1)], new() { WorkflowId = "failed" }, cancellationToken));
        await runner.RunAsync(graphs.Review, [("topic", "cats")], new() { WorkflowId = "paused" }, cancellationToken);
        await runner.MapAsync(graphs.Picky, [("x", new[] { 1, -2, 3 })], "x", new() { WorkflowId = "map", ErrorHandling = ErrorHandling.Continue }, cancellationToken);
        await runner.RunAsync(graphs.Nested, [("xs", new[] { 1, -2 })], new() { WorkflowId = "nested" }, cancellationToken);
        await runner.RunAsync(graphs.Loop, [("n", 0)], new() { WorkflowId = "loop" }, cancellationToken);
        await store.ForkAsync("completed", "fork", at: "c", cancellationToken);
        await WriteUnknownAsync(store, graphs, runner, cancellationToken);
    }

    /// <summary>What a store has, as text.</summary>
    public static async Task<string> DescribeAsync(IRunStore store, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (StoredRun run in await store.ListAsync(new RunQuery(), cancellationToken).ToArrayAsync(cancellationToken))
        {
            RunDetails details = await store.InspectAsync(run.Id, includeValues: true, cancellationToken);
            lines.Add($"{run.Id}: {run.Status?.ToString() ?? "waiting"} {(run.IsMap ? "map" : "run")} of {run.GraphName} {run.GraphHash}, {run.Changed:yyyy-MM-dd}, {run.ForkedFrom ?? "no fork"}, {run.Error ?? "no error"}");
            lines.Add($"  inputs {TextOf(details.Inputs)}");
            lines.AddRange(details.Executions.OrderBy(execution => execution.Key, StringComparer.Ordinal).Select(execution => $"  {execution.Kind} {execution.Key} {execution.Error}{TextOf(execution.Values)}"));
            lines.AddRange(details.Questions.Select(question => $"  {question.NodePath} asks {question.Question}: {question.Answer} {question.AnswerType}"));
        }

        return string.Join('\n', lines);
    }

    /// <summary>A run whose process has ended while its node ran.</summary>
    private static async Task WriteUnknownAsync(IRunStore store, StoredRuns graphs, AsyncRunner runner, CancellationToken cancellationToken)
    {
        Graph payment = graphs.Payment(async () =>
        {
            StoredRun run = (await store.FindAsync("unknown", cancellationToken))!;
            await store.TryAcquireAsync("unknown", run.Lease, "the end of the process", cancellationToken);
        });
        await Assert.ThrowsAsync<LeaseLostException>(() => runner.RunAsync(payment, [("amount", 5)], new() { WorkflowId = "unknown" }, cancellationToken));
        Assert.True(await store.TryAppendAsync("unknown", 2, new RunWrite { StatusChange = new RunStatusChange(Status: null, Error: null, IsReleased: true) }, cancellationToken));
    }

    private static string TextOf(IReadOnlyDictionary<string, string>? values) =>
        values is null ? string.Empty : string.Join(", ", values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}"));

    private int Check(int x)
    {
        int result = Call($"check {x}", x);
        return Fails && x < 0 ? throw new NegativeNumberException(x) : result;
    }

    private T Call<T>(string call, T result)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }

        return result;
    }

    /// <summary>Its stack names no path of the machine that writes the fixture.</summary>
    private sealed class NegativeNumberException(int number) : InvalidOperationException($"{number} is negative")
    {
        public override string StackTrace => "   at the check";
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
