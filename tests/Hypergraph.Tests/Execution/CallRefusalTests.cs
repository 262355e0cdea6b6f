namespace Hypergraph.Tests.Execution;

/// <summary>What a call is refused for before anything runs: whole messages, no event, no shutdown.</summary>
public class CallRefusalTests
{
    private static Graph Rag { get; } = new("rag",
    [
        Node.Create((string query, int topK = 5) => $"{query}{topK}", output: "docs"),
        Node.Create((string docs, int length) => docs[..length], output: "answer"),
    ]);

    private static Graph Nameless { get; } = new([Node.Create((int x, int y) => x + y, output: "sum")]);

    private static async Task RunRefusesAsync<TError>(string message, Graph graph, object values)
        where TError : Exception
    {
        var recorder = new EventRecorder(wantsValues: false);
        Graph watched = graph.WithEventProcessors(recorder);
        var options = new RunOptions { EventProcessors = [recorder], ErrorHandling = ErrorHandling.Continue };
        Assert.Equal(message, Assert.Throws<TError>(() => new SyncRunner(recorder).Run(watched, values, options)).Message);
        Assert.Equal(message, (await Assert.ThrowsAsync<TError>(() => new AsyncRunner(recorder).RunAsync(watched, values, options))).Message);
        Assert.Empty(recorder.Events);
        Assert.Equal(0, recorder.EndedCalls);
    }

    private static async Task MapRefusesAsync<TError>(string message, Graph graph, object values, MapOver over, MapMode mode = MapMode.Zip)
        where TError : Exception
    {
        var recorder = new EventRecorder(wantsValues: false);
        var options = new MapOptions { EventProcessors = [recorder], Mode = mode, ErrorHandling = ErrorHandling.Continue };
        Assert.Equal(message, Assert.Throws<TError>(() => new SyncRunner(recorder).Map(graph, values, over, options)).Message);
        Assert.Equal(message, (await Assert.ThrowsAsync<TError>(() => new AsyncRunner(recorder).MapAsync(graph, values, over, options))).Message);
        Assert.Empty(recorder.Events);
        Assert.Equal(0, recorder.EndedCalls);
    }

    [Fact]
    public async Task Run_One_input_missing() => await RunRefusesAsync<MissingInputException>(
        "Graph 'rag' needs an input that is not supplied: length: int. Supply it with the call, or Bind it.", Rag, new { query = "q" });

    [Fact]
    public async Task Run_Several_inputs_missing()
    {
        await RunRefusesAsync<MissingInputException>(
            "The graph needs inputs that are not supplied: x: int, y: int. Supply them with the call, or Bind them.", Nameless, new { });
        Assert.Equal(["x", "y"], Assert.Throws<MissingInputException>(() => new SyncRunner().Run(Nameless)).Inputs);
    }

    [Fact]
    public async Task Run_Unknown_input()
    {
        await RunRefusesAsync<InvalidInputException>(
            "Graph 'rag' has no input 'topk'. Did you mean 'topK'? Inputs: 'query', 'topK', 'length'.", Rag, new { query = "q", topk = 1, length = 2 });
        await RunRefusesAsync<InvalidInputException>(
            "The graph has no input 'other'. Inputs: 'x', 'y'.", Nameless, new { x = 1, y = 2, other = 3 });
        Assert.Equal("other", Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(Nameless, ("x", 1), ("y", 2), ("other", 3))).Input);
    }

    [Fact]
    public async Task Run_Misspelt_input_Is_named_rather_than_the_missing_one() => await RunRefusesAsync<InvalidInputException>(
        "Graph 'rag' has no input 'qurey'. Did you mean 'query'? Inputs: 'query', 'topK', 'length'.", Rag, new { qurey = "q", length = 2 });

    [Fact]
    public async Task Run_Input_that_a_node_gives() => await RunRefusesAsync<InvalidInputException>(
        "Graph 'rag': 'docs' is not one of its inputs: node 'docs' produces it. To start after that node, use WithEntrypoint. Inputs: 'query', 'topK', 'length'.",
        Rag,
        new { query = "q", docs = "d", length = 2 });

    [Fact]
    public async Task Run_Value_of_another_type()
    {
        await RunRefusesAsync<InvalidInputException>(
            "Graph 'rag': input 'length' accepts int, but a value of type string was supplied. Supply a value of that type.", Rag, new { query = "q", length = "2" });
        await RunRefusesAsync<InvalidInputException>(
            "Graph 'rag': input 'length' accepts int, but a value of type long was supplied. Supply a value of that type.", Rag, new { query = "q", length = 2L });
    }

    [Fact]
    public async Task Run_Collection_for_a_single_value_Suggests_a_map()
    {
        await RunRefusesAsync<InvalidInputException>(
            "The graph: input 'x' accepts int, but a value of type int[] was supplied. Supply a value of that type. To run once for each item, use MapAsync(…, over: \"x\"), or nest the graph with .MapOver(\"x\").", Nameless, new { x = new[] { 1 }, y = 2 });
        await RunRefusesAsync<InvalidInputException>(
            "The graph: input 'x' accepts int, but a value of type List<int> was supplied. Supply a value of that type. To run once for each item, use MapAsync(…, over: \"x\"), or nest the graph with .MapOver(\"x\").", Nameless, new { x = new List<int>(), y = 2 });
        await RunRefusesAsync<InvalidInputException>(
            "The graph: input 'x' accepts int, but a value of type string[] was supplied. Supply a value of that type.", Nameless, new { x = new[] { "a" }, y = 2 });
    }

    [Fact]
    public async Task Run_Single_value_for_a_collection_Says_so() => await RunRefusesAsync<InvalidInputException>(
        "The graph: input 'xs' accepts int[], but a value of type int was supplied. Supply a value of that type. It is a single item: supply a collection of such items.",
        new Graph([Node.Create((int[] xs) => xs.Sum(), output: "sum")]),
        new { xs = 1 });

    [Fact]
    public async Task Run_Many_inputs_missing_Are_counted()
    {
        var graph = new Graph(Enumerable.Range(1, 5000).Select(i => Node.CreateFrom(NodeFunction.FromValues([$"x{i}"], v => v[$"x{i}"]), [$"result{i}"], $"n{i}")));
        await RunRefusesAsync<MissingInputException>(
            "The graph needs inputs that are not supplied: x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12 and 4988 more. Supply them with the call, or Bind them.", graph, new { });
    }

    [Fact]
    public async Task Map_Many_unequal_lengths_Are_counted()
    {
        string[] names = [.. Enumerable.Range(1, 20).Select(i => $"x{i}")];
        var graph = new Graph([Node.CreateFrom(NodeFunction.FromValues(names, v => v.Count), ["y"], "n")]);
        await MapRefusesAsync<InvalidInputException>(
            $"The graph: the mapped inputs have different lengths: {string.Join(", ", names.Take(12).Select((n, i) => $"'{n}' has {i}"))} and 8 more. Supply collections of the same length, or map with MapMode.Product.",
            graph,
            names.Select((n, i) => (n, (object?)new int[i])).ToArray(),
            names);
    }

    [Fact]
    public async Task Run_Null_for_a_value_type() => await RunRefusesAsync<InvalidInputException>(
        "The graph: input 'x' accepts int, but null was supplied. Supply a value of that type.", Nameless, new { x = (int?)null, y = 1 });

    [Fact]
    public async Task Map_Unequal_lengths() => await MapRefusesAsync<InvalidInputException>(
        "The graph: the mapped inputs have different lengths: 'x' has 2, 'y' has 3. Supply collections of the same length, or map with MapMode.Product.",
        Nameless,
        new { x = new[] { 1, 2 }, y = new[] { 1, 2, 3 } },
        ["x", "y"]);

    [Fact]
    public async Task Map_Over_a_value_that_is_no_collection() => await MapRefusesAsync<InvalidInputException>(
        "The graph: 'x' is mapped over, so it accepts a collection of int, but a value of type int was supplied. Supply such a collection, or do not map over 'x'.", Nameless, new { x = 1, y = 2 }, "x");

    [Fact]
    public async Task Map_Over_a_string() => await MapRefusesAsync<InvalidInputException>(
        "Graph 'rag': 'query' is mapped over, so it accepts a collection of string, but a value of type string was supplied. Supply such a collection, or do not map over 'query'.", Rag, new { query = "abc", length = 2 }, "query");

    [Fact]
    public async Task Map_Over_null() => await MapRefusesAsync<InvalidInputException>(
        "The graph: 'x' is mapped over, so it accepts a collection of int, but null was supplied. Supply such a collection.", Nameless, new { x = (int[]?)null, y = 2 }, "x");

    [Fact]
    public async Task Map_Over_a_collection_with_a_wrong_item()
    {
        await MapRefusesAsync<InvalidInputException>(
            "The graph: 'x' is mapped over, so it accepts a collection of int, but a value of type object[], whose item 1 is of type string, was supplied. Supply such a collection.",
            Nameless,
            new { x = new object[] { 1, "b" }, y = 2 },
            "x");
        await MapRefusesAsync<InvalidInputException>(
            "The graph: 'x' is mapped over, so it accepts a collection of int, but a value of type List<int?>, whose item 2 is null, was supplied. Supply such a collection.",
            Nameless,
            new { x = new List<int?> { 1, 2, null }, y = 2 },
            "x");
    }

    [Fact]
    public async Task Map_Over_untyped_input_that_is_no_collection() => await MapRefusesAsync<InvalidInputException>(
        "The graph: 'x' is mapped over, so it accepts a collection, but a value of type int was supplied. Supply such a collection, or do not map over 'x'.",
        new Graph([Node.CreateFrom(NodeFunction.FromValues(["x"], v => v["x"]), ["y"], "n")]),
        new { x = 1 },
        "x");

    [Fact]
    public async Task Map_Over_nothing() => await MapRefusesAsync<InvalidInputException>(
        "The graph is to be mapped, but over no input. Name one: 'x', 'y'.", Nameless, new { x = 1, y = 2 }, Array.Empty<string>());

    [Fact]
    public async Task Map_Over_an_input_that_is_not_given() => await MapRefusesAsync<MissingInputException>(
        "Graph 'rag': 'topK' is mapped over, so a collection for it must be supplied with the call.", Rag, new { query = "q", length = 1 }, "topK");

    [Fact]
    public async Task Map_Over_a_name_that_is_no_input() => await MapRefusesAsync<InvalidInputException>(
        "Graph 'rag' has no input 'querry'. Did you mean 'query'? Inputs: 'query', 'topK', 'length'.", Rag, new { query = "q", length = 1 }, "querry");

    [Fact]
    public async Task Map_Over_a_misspelt_name_whose_collection_is_given_rightly() => await MapRefusesAsync<InvalidInputException>(
        "Graph 'rag' has no input 'querry'. Did you mean 'query'? Inputs: 'query', 'topK', 'length'.", Rag, new { query = new[] { "q" }, length = 1 }, "querry");

    [Fact]
    public async Task Map_Product_that_is_too_large()
    {
        int[] many = new int[100_000];
        await MapRefusesAsync<InvalidInputException>(
            $"The graph: the product of the mapped inputs has more than {Array.MaxLength} items. Map over fewer.", Nameless, new { x = many, y = many }, ["x", "y"], MapMode.Product);
    }

    [Fact]
    public void Map_Array_of_another_integer_type_Is_refused_as_a_value_of_it_is()
    {
        var graph = new Graph([Node.Create((uint u) => u, output: "v")]);

        Assert.Equal(
            "The graph: input 'u' accepts uint, but a value of type int was supplied. Supply a value of that type.",
            Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(graph, ("u", -1))).Message);
        Assert.Throws<InvalidInputException>(() => new SyncRunner().Map(graph, new { u = new[] { -1 } }, "u"));
    }

    [Fact]
    public async Task Run_Name_given_twice()
    {
        const string Message = "'x' is supplied twice. Supply each input once.";
        Assert.Equal(Message, Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(Nameless, ("x", 1), ("x", 2))).Message);
        Assert.Equal(Message, (await Assert.ThrowsAsync<InvalidInputException>(() => new AsyncRunner().RunAsync(Nameless, ("x", 1), ("x", 2)))).Message);
    }

    [Theory]
    [InlineData(5, "int")]
    [InlineData("text", "string")]
    [InlineData(new[] { 1 }, "int[]")]
    [InlineData(true, "bool")]
    public async Task Run_Values_that_cannot_be_read(object values, string type) => await RunRefusesAsync<InvalidInputException>(
        $"Inputs cannot be read from a value of type {type}. Supply a dictionary, an object with a property for each input (new {{ x = 5 }}), or name-value tuples ((\"x\", 5)).",
        Nameless,
        values);

    [Fact]
    public async Task Run_Tuple_or_dictionary_without_names_cannot_be_read()
    {
        await RunRefusesAsync<InvalidInputException>(
            "Inputs cannot be read from a value of type (int, int). Supply a dictionary, an object with a property for each input (new { x = 5 }), or name-value tuples ((\"x\", 5)).", Nameless, (1, 2));
        await RunRefusesAsync<InvalidInputException>(
            "Inputs cannot be read from a value of type Dictionary<int, int>. Supply a dictionary, an object with a property for each input (new { x = 5 }), or name-value tuples ((\"x\", 5)).",
            Nameless,
            new Dictionary<int, int> { [1] = 2 });
    }

    [Fact]
    public void Run_Null_arguments()
    {
        Assert.Throws<ArgumentNullException>(() => new SyncRunner().Run(null!, ("x", 1)));
        Assert.Throws<ArgumentNullException>(() => new SyncRunner().Run(Nameless, (object)null!));
        Assert.Throws<ArgumentNullException>(() => new SyncRunner().Map(Nameless, new { x = 1 }, null!));
    }

    public static TheoryData<string, Node, string> AsynchronousNodes
    {
        get
        {
            Node later = Node.Create(async (int x) => { await Task.Yield(); return x; }, output: "y", name: "later");
            Node ask = Node.Interrupt<int>((int x) => x, "y", "ask");
            Graph deep = new("deep", [new Graph("middle", [later]).AsNode()]);
            return new()
            {
                { "asynchronous", later, "SyncRunner cannot run graph 'g': node 'later' is asynchronous. Use AsyncRunner." },
                { "interrupt", ask, "SyncRunner cannot run graph 'g': node 'ask' is an interrupt. Use AsyncRunner." },
                { "nested", deep.AsNode(), "SyncRunner cannot run graph 'g': node 'deep/middle/later' is asynchronous. Use AsyncRunner." },
                { "nested interrupt", new Graph("inner", [ask]).AsNode("sub").MapOver("x"), "SyncRunner cannot run graph 'g': node 'sub/ask' is an interrupt. Use AsyncRunner." },
            };
        }
    }

    [Theory]
    [MemberData(nameof(AsynchronousNodes))]
    public void SyncRunner_Graph_that_needs_the_other_runner(string kind, Node node, string message)
    {
        var recorder = new EventRecorder(wantsValues: false);
        var graph = new Graph("g", [node]);
        var runner = new SyncRunner(recorder);

        var error = Assert.Throws<IncompatibleRunnerException>(() => runner.Run(graph, new { x = 1 }));
        Assert.Equal(message, error.Message);
        Assert.Equal(message, Assert.Throws<IncompatibleRunnerException>(() => runner.Map(graph, new { x = new[] { 1 } }, "x")).Message);
        Assert.Contains($"'{error.NodePath}'", message, StringComparison.Ordinal);
        Assert.NotEmpty(kind);
        Assert.Empty(recorder.Events);
        Assert.Equal(0, recorder.EndedCalls);
    }

    [Fact]
    public void SyncRunner_Asynchronous_node_that_cannot_run_Is_no_reason_to_refuse()
    {
        var graph = new Graph([Node.Create(async (int x) => { await Task.Yield(); return x; }, output: "y"), Node.Create((int x) => x + 1, output: "z")]);
        Assert.Equal(2, new SyncRunner().Run(graph.Select("z"), ("x", 1))["z"]);
    }

    [Fact]
    public async Task Map_Over_an_empty_collection_Emits_nothing_and_completes()
    {
        foreach (string runner in (string[])["sync", "async"])
        {
            var recorder = new EventRecorder(wantsValues: false);
            MapResult result = await Both.MapOnAsync(runner, Nameless, new { x = Array.Empty<int>(), y = 1 }, "x", new MapOptions { EventProcessors = [recorder] });

            Assert.Equal(RunStatus.Completed, result.Status);
            Assert.Empty(result);
            Assert.Empty(result.Get<int>("sum"));
            Assert.Empty(recorder.Events);
        }
    }

    [Fact]
    public void Options_Limits_less_than_one_Are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { MaxIterations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { MaxConcurrency = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyncRunner { ShutdownTimeout = TimeSpan.FromSeconds(-2) });
    }

    [Fact]
    public void ShutdownTimeout_Longer_than_a_timer_can_wait_Is_refused_when_it_is_set()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new AsyncRunner { ShutdownTimeout = TimeSpan.FromDays(50) });

        Assert.Equal(nameof(AsyncRunner.ShutdownTimeout), error.ParamName);
        Assert.StartsWith(
            "ShutdownTimeout is between zero and 49.17:02:47.294 (the longest time of a timer, about 49.7 days). To wait without a limit, use Timeout.InfiniteTimeSpan.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyncRunner { ShutdownTimeout = TimeSpan.MaxValue });
    }

    [Theory]
    [InlineData(uint.MaxValue - 1.0)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task ShutdownTimeout_The_longest_and_the_shortest_Do_not_lose_the_result(double milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);
        var queued = new EventRecorder(wantsValues: false).Queued();
        var graph = new Graph([Node.Create((int x) => x + 1, output: "y")]);

        RunResult sync = new SyncRunner(queued) { ShutdownTimeout = timeout }.Run(graph, ("x", 1));
        RunResult async = await new AsyncRunner(queued) { ShutdownTimeout = timeout }.RunAsync(graph, ("x", 1));

        Assert.Equal((2, 2), (sync.Get<int>("y"), async.Get<int>("y")));
    }
}
