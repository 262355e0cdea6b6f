using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

public sealed class InterceptorTests
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    private static readonly FunctionNode Twice = Node.Create((int x) => x * 2, "y", "twice");

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Interceptors_of_runner_and_node_Nest_runner_outside_in_the_order_given(string runner)
    {
        List<string> log = [];
        Around Logging(string name) => new(async (_, token, next) =>
        {
            log.Add($"{name} in");
            NodeOutputs outputs = await next(token);
            log.Add($"{name} out");
            return outputs;
        });
        FunctionNode node = Node.Create((int x) => { log.Add("call"); return x; }, "y").WithInterceptors(Logging("n1"), Logging("n2")).WithInterceptors(Logging("n3"));

        RunResult result = await RunAsync(runner, new Graph([node]), new { x = 1 }, [Logging("r1"), Logging("r2")]);

        Assert.Equal(1, result["y"]);
        Assert.Equal(["r1 in", "r2 in", "n1 in", "n2 in", "n3 in", "call", "n3 out", "n2 out", "n1 out", "r2 out", "r1 out"], log);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Interceptor_Lies_between_the_start_and_the_end_of_its_node(string runner)
    {
        List<string> seen = [];
        var events = new RecordingProcessor(e => seen.Add(EventSummary.Short(e)));
        var around = new Around(async (_, token, next) =>
        {
            seen.Add("in");
            NodeOutputs outputs = await next(token);
            seen.Add("out");
            return outputs;
        });

        await RunAsync(runner, new Graph("g", [Twice.WithInterceptors(around)]), new { x = 1 }, [], events);

        Assert.Equal(["run g", "+twice", "in", "out", "-twice", "end g Completed"], seen);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Call_Says_what_is_called_with_what_and_where(string runner)
    {
        List<string> calls = [];
        var around = new Around((call, token, next) =>
        {
            calls.Add($"{call.GraphName}/{call.Node.Name}[{call.ItemIndex}] {call.WorkflowId}: {EventSummary.Show(call.Inputs)}");
            return next(token);
        });
        Graph inner = new("inner", [Node.Create((int x, int by = 3) => x * by, "y", "times").WithInterceptors(around)]);
        var outer = new Graph("outer", [inner.AsNode().MapOver("x"), Node.Create((int[] y) => y.Sum(), "sum", "sum").WithInterceptors(around)]);

        RunResult result = await Both.OnAsync(runner, outer, new { x = new[] { 1, 2 } }, new RunOptions { WorkflowId = "w", MaxConcurrency = 1 });

        Assert.Equal(9, result["sum"]);
        Assert.Equal(["inner/times[0] w: by:3 x:1", "inner/times[1] w: by:3 x:2", "outer/sum[] w: y:[3,6]"], calls);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Interceptor_Sees_what_the_function_throws_and_may_throw_another(string runner)
    {
        var inner = new InvalidOperationException("inner");
        var outer = new InvalidOperationException("outer");
        Exception? seen = null;
        var around = new Around(async (_, token, next) =>
        {
            try
            {
                return await next(token);
            }
            catch (InvalidOperationException exception)
            {
                seen = exception;
                throw outer;
            }
        });
        FunctionNode node = Node.Create(int (int x) => throw inner, "y", "bad").WithInterceptors(around);
        var events = new RecordingProcessor();

        RunResult result = await RunAsync(runner, new Graph("g", [node]), new { x = 1 }, [], events);

        Assert.Same(inner, seen);
        Assert.Same(outer, result.Error);
        Assert.Equal(["run g", "+bad", "!bad", "end g Failed"], EventSummary.Short(events.Events));
        events.Events.AssertWellFormed();
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Outputs_in_place_of_a_call_Are_what_the_node_gives(string runner)
    {
        bool called = false;
        FunctionNode node = Node.Create((int x) => { called = true; return (x, "called"); }, ["number", "text"], "two")
            .WithInterceptors(Around.Giving(NodeOutputs.Of(new Dictionary<string, object?> { ["text"] = null, ["number"] = 7 })));
        var graph = new Graph([node, Node.Create((int number) => number + 1, "next")]);

        RunResult result = await RunAsync(runner, graph, new { x = 1 });

        Assert.False(called);
        Assert.Equal((7, null, 8), (result["number"], result["text"], result["next"]));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Outputs_Of_another_node_or_of_an_earlier_call_Are_taken_by_name(string runner)
    {
        NodeOutputs? kept = null;
        var keeping = new Around(async (_, token, next) => kept = await next(token));
        var giving = new Around((_, _, _) => ValueTask.FromResult(kept!));
        FunctionNode first = Node.Create((int x) => ("text", x), ["name", "size"], "first").WithInterceptors(keeping);
        FunctionNode second = Node.Create((int n) => (n, 1.5), ["size", "weight"], "second").WithInterceptors(giving);

        RunResult once = await RunAsync(runner, new Graph([first]), new { x = 5 });
        RunResult again = await RunAsync(runner, new Graph([first.WithInterceptors(giving)]), new { x = 6 });
        RunResult other = await RunAsync(runner, new Graph([second]), new { n = 1 });

        Assert.Equal(("text", 5), (once["name"], once["size"]));
        Assert.Equal(("text", 5), (again["name"], again["size"]));
        Assert.Equal(
            "An interceptor of node 'second' returned no 'weight'. Outputs in place of a call have a value for each output of the node: it returned 'name', 'size'.",
            other.Error?.Message);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Outputs_that_are_wrong_Fail_the_node(string runner)
    {
        async Task<string?> RefusalAsync(NodeOutputs outputs)
        {
            var events = new RecordingProcessor();
            RunResult result = await RunAsync(runner, new Graph("g", [Twice.WithInterceptors(Around.Giving(outputs))]), new { x = 1 }, [], events);
            Assert.Equal(["run g", "+twice", "!twice", "end g Failed"], EventSummary.Short(events.Events));
            Assert.IsType<InvalidOperationException>(result.Error);
            return result.Error.Message;
        }

        Assert.Equal(
            "An interceptor of node 'twice' returned no 'y'. Outputs in place of a call have a value for each output of the node: it returned 'z'.",
            await RefusalAsync(NodeOutputs.Of(new Dictionary<string, object?> { ["z"] = 1 })));
        Assert.Equal(
            "An interceptor of node 'twice' returned 'y' as string, but the node produces int.",
            await RefusalAsync(NodeOutputs.Of(new Dictionary<string, object?> { ["y"] = "two" })));
        Assert.Equal(
            "An interceptor of node 'twice' returned 'y' as null, but the node produces int.",
            await RefusalAsync(NodeOutputs.FromCache(new Dictionary<string, object?> { ["y"] = null })));
        Assert.Equal(
            "An interceptor of node 'twice' returned null. Return the result of NodeCall.InvokeAsync, or outputs created by NodeOutputs.Of.",
            await RefusalAsync(null!));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Calling_twice_Gives_each_call_the_same_inputs_and_outputs_of_its_own(string runner)
    {
        int calls = 0;
        FunctionNode node = Node.Create((int x) => x + (100 * ++calls), "y", "count");
        List<object?> seen = [];
        var around = new Around(async (_, token, next) =>
        {
            NodeOutputs first = await next(token);
            NodeOutputs second = await next(token);
            seen.AddRange([first.Values["y"], second.Values["y"]]);
            return first;
        });

        RunResult result = await RunAsync(runner, new Graph([node.WithInterceptors(around)]), new { x = 1 });

        Assert.Equal([101, 201], seen);
        Assert.Equal(101, result["y"]);
    }

    [Fact]
    public async Task Calling_twice_at_once_The_answer_that_is_returned_counts()
    {
        var slow = new TaskCompletionSource();
        int calls = 0;
        FunctionNode node = Node.Create(
            async (int x) =>
            {
                int call = Interlocked.Increment(ref calls);
                if (call == 1)
                {
                    await slow.Task;
                }

                return x + call;
            },
            "y",
            "hedged");
        Task<NodeOutputs>? loser = null;
        var hedge = new Around(async (_, token, next) =>
        {
            loser = next(token).AsTask();
            return await next(token);
        });
        var graph = new Graph([node.WithInterceptors(hedge), Node.Create((int y) => y * 10, "z")]);

        RunResult result = await new AsyncRunner().RunAsync(graph, new { x = 1 });
        slow.SetResult();

        Assert.Equal(2, (await loser!).Values["y"]);
        Assert.Equal((3, 30), (result["y"], result["z"]));
    }

    [Fact]
    public async Task Call_that_comes_after_the_node_s_end_Gets_the_inputs_of_the_node()
    {
        List<NodeCall> late = [];
        var around = new Around((call, token, next) =>
        {
            late.Add(call);
            return next(token);
        });
        var graph = new Graph("g", [Twice.WithInterceptors(around)]);

        new SyncRunner().Map(graph, new { x = new[] { 1, 2, 3 } }, "x");

        Assert.Equal([2, 4, 6], late.Select(call => call.Invoke(CancellationToken.None).Values["y"]));
        Assert.Equal(2, (await late[0].InvokeAsync(CancellationToken.None)).Values["y"]);
        Assert.Equal(["x:1", "x:2", "x:3"], late.Select(call => EventSummary.Show(call.Inputs)));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Token_given_to_the_call_Reaches_the_function(string runner)
    {
        using var outer = new CancellationTokenSource();
        using var source = new CancellationTokenSource();
        List<CancellationToken> seen = [];
        FunctionNode node = Node.Create((int x, CancellationToken token, NodeContext context) => { seen.AddRange([token, context.CancellationToken]); return x; }, "y");
        var around = new Around((_, token, next) =>
        {
            seen.Add(token);
            return next(source.Token);
        });

        await Both.OnAsync(runner, new Graph([node.WithInterceptors(around)]), new { x = 1 }, token: outer.Token);

        Assert.Equal([outer.Token, source.Token, source.Token], seen);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Gate_Answers_through_its_interceptors(string runner)
    {
        List<object?> answers = [];
        var around = new Around(async (_, token, next) =>
        {
            NodeOutputs outputs = await next(token);
            answers.Add(outputs.Values["decision"]);
            return NodeOutputs.Of(new Dictionary<string, object?> { ["decision"] = false });
        });
        var graph = new Graph("g",
        [
            Node.IfElse((int x) => x > 0, "up", "down", "sign").WithInterceptors(around),
            Node.Create((int x) => x, "r", "up"),
            Node.Create((int x) => -x, "r", "down"),
        ]);
        var events = new RecordingProcessor();

        RunResult result = await RunAsync(runner, graph, new { x = 1 }, [], events);

        Assert.Equal([true], answers);
        Assert.Equal(-1, result["r"]);
        Assert.Equal(["run g", "+sign", "?sign=down", "-sign", "+down", "-down", "end g Completed"], EventSummary.Short(events.Events));
    }

    [Fact]
    public async Task Interrupt_Asks_through_its_interceptors()
    {
        var around = Around.Giving(NodeOutputs.Of(new Dictionary<string, object?> { ["question"] = "really?" }));
        var graph = new Graph([Node.Interrupt<bool>((string draft) => $"send {draft}?", "sent", "ask").WithInterceptors(around)]);

        RunResult result = await new AsyncRunner().RunAsync(graph, new { draft = "d" });

        Assert.Equal("really?", result.Pause?.Question);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Outputs_from_a_cache_Are_told(string runner)
    {
        FunctionNode node = Twice.WithInterceptors(Around.Giving(NodeOutputs.FromCache(new Dictionary<string, object?> { ["y"] = 9 }, "k")));
        var events = new RecordingProcessor();

        RunResult result = await RunAsync(runner, new Graph("g", [node, Node.Create((int y) => y, "z", "next")]), new { x = 1 }, [], events);

        Assert.Equal(9, result["z"]);
        Assert.Equal(["run g", "+twice", "hit twice k", "-twice", "+next", "-next", "end g Completed"], EventSummary.Short(events.Events));
        Assert.Equal([true, false], events.Events.OfType<NodeEndEvent>().Select(e => e.IsCached));
        events.Events.AssertWellFormed();
    }

    [Fact]
    public void Interceptors_Stay_with_a_renamed_and_ordered_node()
    {
        FunctionNode node = Twice.WithInterceptors(Around.PassThrough).Emit("done").WithName("other");
        Assert.Equal([Around.PassThrough], node.Interceptors);
        Assert.Equal("other", node.Name);
        Assert.Empty(Twice.Interceptors);
    }

    [Fact]
    public void Invoke_not_overridden_Blocks_on_the_asynchronous_side()
    {
        var graph = new Graph([Twice.WithInterceptors(new Yielding())]);
        Assert.Equal(8, new SyncRunner().Run(graph, new { x = 4 })["y"]);
    }

    private static async Task<RunResult> RunAsync(
        string runner, Graph graph, object values, NodeInterceptor[]? interceptors = null, RecordingProcessor? events = null)
    {
        RunOptions options = events is null ? Continue : Continue with { EventProcessors = [events] };
        return runner == "async"
            ? await new AsyncRunner { Interceptors = interceptors ?? [] }.RunAsync(graph, values, options)
            : new SyncRunner { Interceptors = interceptors ?? [] }.Run(graph, values, options);
    }

    private sealed class Yielding : NodeInterceptor
    {
        public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return await call.InvokeAsync(cancellationToken);
        }
    }
}
