using System.Collections;
using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypergraph.Tests.Execution;

/// <summary>The forms of inputs that every method of a runner accepts, and what it says about a value that is none of them.</summary>
public sealed class InputFormTests
{
    private const string FollowInputs = "Options and a token follow the inputs: supply the inputs first, or GraphInputs.Empty if there are none.";

    private const string Deserialize = "Deserialize it to a type with a property for each input, or to a dictionary of values that have the types of the inputs.";

    private const string Forms = "Supply a dictionary, an object with a property for each input (new { x = 5 }), or name-value tuples ((\"x\", 5)).";

    private static Graph Twice { get; } = new("twice", [Node.Create((int x) => 2 * x, output: "y")]);

    private static Graph Sum { get; } = new("sum", [Node.Create((int x, int y) => x + y, output: "sum")]);

    private static Graph Constant { get; } = new("constant", [Node.Create(() => 7, output: "y")]);

    public static TheoryData<string, object> SumInputs => new()
    {
        { "array of typed tuples", new[] { ("x", 1), ("y", 2) } },
        { "list of typed tuples", new List<(string, int)> { ("x", 1), ("y", 2) } },
        { "sequence of typed tuples", new[] { "x", "y" }.Select((name, i) => (name, i + 1)) },
        { "tuples of several types", new object[] { ("x", 1), ("y", (object)2) } },
        { "reference tuples", new[] { Tuple.Create("x", 1), Tuple.Create("y", 2) } },
        { "typed pairs", new KeyValuePair<string, int>[] { new("x", 1), new("y", 2) } },
        { "read-only dictionary", new ReadOnlyDictionary<string, int>(new Dictionary<string, int> { ["x"] = 1, ["y"] = 2 }) },
        { "concurrent dictionary", new ConcurrentDictionary<string, int>([new("x", 1), new("y", 2)]) },
        { "dictionary that is only enumerable", new OnlyEnumerable() },
    };

    [Theory]
    [MemberData(nameof(SumInputs))]
    public async Task Run_Accepts_collections_of_names_and_values_of_any_type(string form, object inputs)
    {
        Assert.NotEmpty(form);
        Assert.Equal(3, (await Both.RunAsync(Sum, inputs))["sum"]);
    }

    [Fact]
    public async Task Every_method_of_a_runner_Accepts_one_tuple_with_options()
    {
        IGraphRunner runner = new AsyncRunner();
        int[] items = [1, 2];
        var options = new RunOptions();
        var mapOptions = new MapOptions();

        Assert.Equal(10, (await runner.RunAsync(Twice, ("x", 5), options))["y"]);
        Assert.Equal(10, (await runner.RunAsync(Twice, ("x", 5), options, CancellationToken.None))["y"]);
        Assert.Equal(10, (await runner.RunAsync(Twice, Tuple.Create("x", 5), options))["y"]);
        Assert.Equal(10, (await runner.Start(Twice, ("x", 5), options).Completion)["y"]);
        Assert.Equal([2, 4], (await runner.MapAsync(Twice, ("x", items), "x")).Get<int>("y"));
        Assert.Equal([2, 4], (await runner.MapAsync(Twice, ("x", items), "x", mapOptions)).Get<int>("y"));
        Assert.Equal([2, 4], (await runner.StartMap(Twice, ("x", items), "x", mapOptions).Completion).Get<int>("y"));
        Assert.Equal([6, 7], await SumsAsync(runner.MapStreamAsync(Sum, ("y", 5), "x", items.ToAsyncEnumerable())));
    }

    [Fact]
    public async Task Every_method_of_the_synchronous_runner_Accepts_one_tuple_with_options()
    {
        var runner = new SyncRunner();
        int[] items = [1, 2];
        var options = new RunOptions();

        Assert.Equal(10, runner.Run(Twice, ("x", 5), options)["y"]);
        Assert.Equal(10, runner.Run(Twice, ("x", 5), options, CancellationToken.None)["y"]);
        Assert.Equal(10, (await runner.Start(Twice, ("x", 5), options).Completion)["y"]);
        Assert.Equal([2, 4], runner.Map(Twice, ("x", items), "x").Get<int>("y"));
        Assert.Equal([2, 4], (await runner.StartMap(Twice, ("x", items), "x", new MapOptions()).Completion).Get<int>("y"));
    }

    [Fact]
    public async Task Run_Without_inputs_Accepts_options_of_any_kind_and_a_token()
    {
        IGraphRunner runner = new AsyncRunner();
        var sync = new SyncRunner();
        using var source = new CancellationTokenSource();

        foreach (RunOptions options in (RunOptions[])[new RunOptions(), new MapOptions(), new MapStreamOptions()])
        {
            Assert.Equal(7, (await runner.RunAsync(Constant, options))["y"]);
            Assert.Equal(7, (await runner.RunAsync(Constant, options, source.Token))["y"]);
            Assert.Equal(7, (await runner.Start(Constant, options).Completion)["y"]);
            Assert.Equal(7, sync.Run(Constant, options)["y"]);
        }

        Assert.Equal(7, (await runner.RunAsync(Constant, new MapStreamOptions()))["y"]);
        Assert.Equal(7, (await runner.RunAsync(Constant, source.Token))["y"]);
        Assert.Equal(7, sync.Run(Constant, source.Token)["y"]);
    }

    public static TheoryData<string, Func<object>, string> NoInputs => new()
    {
        { "RunOptions", () => new RunOptions(), FollowInputs },
        { "MapOptions", () => new MapOptions(), FollowInputs },
        { "MapStreamOptions", () => new MapStreamOptions(), FollowInputs },
        { "CancellationToken", () => CancellationToken.None, FollowInputs },
        { "Task<int>", () => Task.FromResult(1), "Await it, and supply its result." },
        { "ValueTask", () => default(ValueTask), "Await it, and supply its result." },
        { "ValueTask<int>", () => new ValueTask<int>(1), "Await it, and supply its result." },
        { "RunResult", () => new SyncRunner().Run(Constant), Forms },
        { "JsonElement", () => JsonSerializer.Deserialize<JsonElement>("""{"x": 5}"""), Deserialize },
        { "JsonDocument", () => JsonDocument.Parse("""{"x": 5}"""), Deserialize },
        { "JsonObject", () => new JsonObject { ["x"] = 5 }, Deserialize },
        { "Graph", () => Twice, Forms },
        { "FunctionNode", () => Twice.Nodes[0], Forms },
        { "AsyncRunner", () => new AsyncRunner(), Forms },
        { "EventRecorder", () => new EventRecorder(wantsValues: false), Forms },
        { "MapOver", () => MapOver.Create(["x"]), Forms },
        { "(int, int)", () => (1, 2), Forms },
        { "(string, int, int)", () => ("x", 1, 2), Forms },
        { "KeyValuePair<int, int>[]", () => new KeyValuePair<int, int>[] { new(1, 2) }, Forms },
        { "DateTime", () => default(DateTime), Forms },
    };

    [Theory]
    [MemberData(nameof(NoInputs))]
    public async Task Every_method_of_a_runner_Says_what_to_supply_in_place_of_a_value_that_is_no_input(string type, Func<object> create, string advice)
    {
        object value = create();
        IGraphRunner runner = new AsyncRunner();
        var sync = new SyncRunner();
        string message = $"Inputs cannot be read from a value of type {type}. {advice}";

        Assert.Equal(
            Enumerable.Repeat(message, 9),
            [
                await MessageOfAsync(() => runner.RunAsync(Twice, value)),
                await MessageOfAsync(() => runner.MapAsync(Twice, value, "x")),
                MessageOf(() => runner.Start(Twice, value)),
                MessageOf(() => runner.StartMap(Twice, value, "x")),
                MessageOf(() => runner.MapStreamAsync(Twice, value, "x", Array.Empty<int>().ToAsyncEnumerable())),
                MessageOf(() => sync.Run(Twice, value)),
                MessageOf(() => sync.Map(Twice, value, "x")),
                MessageOf(() => sync.Start(Twice, value)),
                MessageOf(() => sync.StartMap(Twice, value, "x")),
            ]);
    }

    [Fact]
    public async Task Options_and_a_token_in_the_place_of_inputs_Are_refused_as_they_are_written()
    {
        IGraphRunner runner = new AsyncRunner();
        var sync = new SyncRunner();
        string options = $"Inputs cannot be read from a value of type MapOptions. {FollowInputs}";
        string token = $"Inputs cannot be read from a value of type CancellationToken. {FollowInputs}";

        Assert.Equal(options, await MessageOfAsync(() => runner.MapAsync(Twice, new MapOptions(), "x")));
        Assert.Equal(options, MessageOf(() => sync.Map(Twice, new MapOptions(), "x")));
        Assert.Equal(options, MessageOf(() => runner.MapStreamAsync(Twice, new MapOptions(), "x", Array.Empty<int>().ToAsyncEnumerable())));
        Assert.Equal(token, await MessageOfAsync(() => runner.RunAsync(Twice, CancellationToken.None, new RunOptions())));
        Assert.Equal(token, MessageOf(() => sync.Start(Twice, CancellationToken.None, new RunOptions())));
    }

    [Fact]
    public async Task MapStream_of_the_only_input_Accepts_options_and_a_token()
    {
        IGraphRunner runner = new AsyncRunner();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        IAsyncEnumerable<int> items = new[] { 1, 2 }.ToAsyncEnumerable();

        Assert.Equal([2, 4], await ValuesAsync(runner.MapStreamAsync(Twice, "x", items), "y"));
        Assert.Equal([2, 4], await ValuesAsync(runner.MapStreamAsync(Twice, "x", items, new MapStreamOptions { MaxConcurrency = 1 }), "y"));
        Assert.Equal([2, 4], await ValuesAsync(runner.MapStreamAsync(Twice, "x", items, new MapStreamOptions(), CancellationToken.None), "y"));
        Assert.Equal([2, 4], await ValuesAsync(runner.MapStreamAsync(Twice, "x", items, CancellationToken.None), "y"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ValuesAsync(runner.MapStreamAsync(Twice, "x", items, new MapStreamOptions(), cancelled.Token), "y"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ValuesAsync(runner.MapStreamAsync(Twice, "x", items, cancelled.Token), "y"));
    }

    private static async Task<string> MessageOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<InvalidInputException>(call)).Message;

    private static string MessageOf(Func<object> call) => Assert.Throws<InvalidInputException>(call).Message;

    private static Task<List<int>> SumsAsync(IAsyncEnumerable<RunResult> results) => ValuesAsync(results, "sum");

    private static async Task<List<int>> ValuesAsync(IAsyncEnumerable<RunResult> results, string name) =>
        [.. (await results.ToListAsync()).Select(result => result.Get<int>(name))];

    /// <summary>Has no more than the pairs of a dictionary.</summary>
    private sealed class OnlyEnumerable : IEnumerable<KeyValuePair<string, int>>
    {
        public IEnumerator<KeyValuePair<string, int>> GetEnumerator()
        {
            yield return new("x", 1);
            yield return new("y", 2);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
