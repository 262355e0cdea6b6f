using Hypergraph.Hosting;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Runners;

/// <summary>Code that depends on <see cref="IGraphRunner"/>, and the forms in which a call supplies inputs.</summary>
public class RunnerContractTests
{
    private static readonly Graph Constant = new("constant", [Node.Create(() => 5, output: "five")]);

    private static readonly Graph Add = new("add", [Node.Create((int x, int y) => x + y, output: "sum")]);

    public static TheoryData<string> Forms => ["object", "tuples", "array", "collection", "dictionary", "read-only", "hashtable"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Inputs_In_every_form_Reach_every_call(string form)
    {
        IReadOnlyDictionary<string, object?> readOnly = new SortedDictionary<string, object?> { ["x"] = 2, ["y"] = 3 };
        var table = new System.Collections.Hashtable { ["x"] = 2, ["y"] = 3 };
        GraphInputs inputs = form switch
        {
            "object" => GraphInputs.From(new { x = 2, y = 3 }),
            "tuples" => GraphInputs.Create(("x", 2), ("y", 3)),
            "array" => new (string, object?)[] { ("x", 2), ("y", 3) },
            "collection" => [("x", 2), ("y", 3)],
            "dictionary" => new Dictionary<string, object?> { ["x"] = 2, ["y"] = 3 },
            "read-only" => GraphInputs.From(readOnly),
            _ => GraphInputs.From(table),
        };

        Assert.Equal([("x", (object?)2), ("y", 3)], inputs.OrderBy(i => i.Name, StringComparer.Ordinal));
        Assert.Equal(5, (await new AsyncRunner().RunAsync(Add, inputs))["sum"]);
        Assert.Equal(5, (await new AsyncRunner().Start(Add, inputs).Completion)["sum"]);
        Assert.Equal(5, new SyncRunner().Run(Add, inputs)["sum"]);
        Assert.Equal(5, (await new SyncRunner().Start(Add, inputs).Completion)["sum"]);
    }

    [Fact]
    public async Task Tuples_Start_runs_on_both_runners()
    {
        Assert.Equal(5, (await new AsyncRunner().Start(Add, ("x", 2), ("y", 3)).Completion)["sum"]);
        Assert.Equal(5, (await new SyncRunner().Start(Add, ("x", 2), ("y", 3)).Completion)["sum"]);
        Assert.Equal([5, 6], (await new AsyncRunner().StartMap(Add, [("x", 2), ("y", new[] { 3, 4 })], "y").Completion).Get<int>("sum"));
    }

    [Fact]
    public async Task Options_and_tokens_Without_inputs_Run_a_graph_without_inputs()
    {
        var seen = new RecordingProcessor();
        var options = new RunOptions { EventProcessors = [seen], WorkflowId = "w" };
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var runner = new AsyncRunner();

        Assert.Equal(5, new SyncRunner().Run(Constant)["five"]);
        Assert.Equal(5, new SyncRunner().Run(Constant, options)["five"]);
        Assert.Equal(5, (await runner.RunAsync(Constant, options))["five"]);
        Assert.Equal(5, (await runner.Start(Constant, options).Completion)["five"]);
        Assert.Equal(3, seen.Events.OfType<RunStartEvent>().Count(e => e.WorkflowId == "w"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(Constant, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(Constant, options, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => new SyncRunner().Run(Constant, cancelled.Token));
    }

    [Fact]
    public async Task Options_Where_inputs_are_required_Are_not_read_as_inputs()
    {
        MissingInputException thrown = await Assert.ThrowsAsync<MissingInputException>(() => new AsyncRunner().RunAsync(Add, new RunOptions()));
        Assert.Equal(["x", "y"], thrown.Inputs);
    }

    [Fact]
    public async Task Answers_In_a_dictionary_of_any_value_type_Answer_their_pauses()
    {
        var graph = new Graph("g",
        [
            Node.Interrupt<string>((int x) => "a?", "a", "askA"),
            Node.Interrupt<string>((int x) => "b?", "b", "askB"),
            Node.Create((string a, string b) => a + b, output: "both"),
        ]);
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(graph, new { x = 1 });

        RunResult done = await runner.ResumeAsync(paused, paused.Pauses.ToDictionary(pause => pause, pause => pause.NodePath));

        Assert.Equal("askAaskB", done["both"]);
        Assert.Equal("askAaskB", (await runner.StartResume(paused, paused.Pauses.ToDictionary(pause => pause, pause => pause.NodePath)).Completion)["both"]);
    }

    [Fact]
    public async Task Answer_Null_Answers_the_first_pause()
    {
        var graph = new Graph("g", [Node.Interrupt<string?>((int x) => "name?", "name", "ask"), Node.Create((string? name) => name ?? "none", output: "used")]);
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(graph, new { x = 1 });

        Assert.Equal("none", (await runner.ResumeAsync(paused, null))["used"]);
    }

    [Fact]
    public async Task Answer_Of_an_interrupt_from_data_Has_its_type()
    {
        var graph = new Graph("g", [Node.InterruptFrom<int>(NodeFunction.FromValues(["x"], v => $"{v["x"]}?"), "answer", "ask")]);
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(graph, new { x = 1 });

        await Assert.ThrowsAsync<InvalidInputException>(() => runner.ResumeAsync(paused, "seven"));
        Assert.Equal(7, (await runner.ResumeAsync(paused, 7)).Get<int>("answer"));
    }

    [Fact]
    public async Task Map_results_Have_the_members_of_run_results()
    {
        var half = new Graph("half", [Node.Create((int x) => x % 2 == 0 ? x / 2 : throw new InvalidOperationException("odd"), output: "y", name: "half")]);
        var ask = new Graph("ask", [Node.Interrupt<int>((int x) => $"{x}?", "y", "ask")]);
        var runner = new AsyncRunner();
        MapResult all = await runner.MapAsync(half, new { x = new[] { 2, 4 } }, "x");
        MapResult some = await runner.MapAsync(half, new { x = new[] { 2, 3 } }, "x", new() { ErrorHandling = ErrorHandling.Continue });
        MapResult paused = await runner.MapAsync(ask, new { x = new[] { 2, 3 } }, "x");

        Assert.Equal((true, null), (all.IsCompleted, all.Pause));
        Assert.True(all.TryGet("y", out IReadOnlyList<int>? values));
        Assert.Equal([1, 2], values);
        Assert.False(all.TryGet<int>("z", out _));
        Assert.False(some.IsCompleted);
        Assert.False(some.TryGet<int>("y", out _));
        Assert.Equal((false, "2?"), (paused.IsCompleted, paused.Pause!.Question));
    }

    [Fact]
    public void Status_Of_nothing_Is_not_an_outcome() => Assert.Equal(RunStatus.Running, default);

    [Fact]
    public void Ids_Read_the_bytes_that_they_write()
    {
        RunId run = RunId.New();
        SpanId span = SpanId.New();
        byte[] bytes = new byte[24];
        run.WriteBytes(bytes);
        span.WriteBytes(bytes.AsSpan(16));

        Assert.Equal((run, span), (RunId.FromBytes(bytes), SpanId.FromBytes(bytes.AsSpan(16))));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunId.FromBytes(new byte[15]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpanId.FromBytes(new byte[7]));
    }

    [Fact]
    public async Task A_test_double_Replaces_a_runner()
    {
        var runner = new FixedRunner(("sum", 42));

        Assert.Equal("The sum is 42.", await ReportAsync(runner));
        Assert.Equal(["x=2, y=3"], runner.Calls);
    }

    /// <summary>Code of an application that runs a graph on whatever runner it has.</summary>
    private static async Task<string> ReportAsync(IGraphRunner runner) => $"The sum is {(await runner.RunAsync(Add, new { x = 2, y = 3 }))["sum"]}.";

    private sealed class FixedRunner(params (string Name, object? Value)[] outputs) : IGraphRunner
    {
        public List<string> Calls { get; } = [];

        public Task<RunResult> RunAsync(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls.Add(string.Join(", ", inputs.Select(i => $"{i.Name}={i.Value}")));
            return Task.FromResult(ResultFactory.CreateRun(graph, RunStatus.Completed, GraphInputs.Create(outputs).Values, RunId.New()));
        }

        public Task<MapResult> MapAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<RunResult> MapStreamAsync<T>(
            Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public RunHandle<RunResult> Start(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public RunHandle<MapResult> StartMap(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
