using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

/// <summary>
/// On <see cref="AsyncRunner"/> every node starts with the caller's context, whatever runs beside or before it and however many at
/// once. On <see cref="SyncRunner"/> what a node changes stays changed, as in a method call.
/// </summary>
public sealed class AmbientContextTests
{
    private static readonly AsyncLocal<string?> Local = new();

    public static TheoryData<string, int?> Shapes
    {
        get
        {
            var data = new TheoryData<string, int?>();
            foreach (string shape in (string[])["chain", "async chain", "diamond", "gated", "nested", "mapped", "intercepted", "context"])
            {
                data.Add(shape, null);
                data.Add(shape, 1);
                data.Add(shape, 2);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task RunAsync_Every_node_Starts_with_the_callers_context(string shape, int? maxConcurrency)
    {
        List<string> seen = [];
        Local.Value = "caller";

        await new AsyncRunner().RunAsync(Of(shape, seen), new { x = 1 }, new RunOptions { MaxConcurrency = maxConcurrency });

        Assert.NotEmpty(seen);
        Assert.All(seen, value => Assert.Equal("caller", value));
        Assert.Equal("caller", Local.Value);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task RunAsync_With_a_processor_Every_node_Starts_with_the_callers_context(string shape, int? maxConcurrency)
    {
        List<string> seen = [];
        Local.Value = "caller";
        var changing = new RecordingProcessor(e => Local.Value = e is NodeEndEvent ? "processor" : Local.Value);

        await new AsyncRunner(changing).RunAsync(Of(shape, seen), new { x = 1 }, new RunOptions { MaxConcurrency = maxConcurrency });

        Assert.NotEmpty(seen);
        Assert.All(seen, value => Assert.Equal("caller", value));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task RunAsync_What_a_processor_sets_when_the_run_starts_Reaches_every_node(string shape, int? maxConcurrency)
    {
        List<string> seen = [];
        Local.Value = "caller";
        var changing = new RecordingProcessor(e => Local.Value = e is RunStartEvent { ParentSpanId: null } ? "run" : Local.Value);

        await new AsyncRunner(changing).RunAsync(Of(shape, seen), new { x = 1 }, new RunOptions { MaxConcurrency = maxConcurrency });

        Assert.NotEmpty(seen);
        Assert.All(seen, value => Assert.Equal("run", value));
        Assert.Equal("caller", Local.Value);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("async")]
    public async Task Run_What_a_processor_sets_when_a_node_starts_Reaches_that_node(string runner)
    {
        List<string?> seen = [];
        var changing = new RecordingProcessor(e => Local.Value = e is NodeStartEvent start ? start.NodeName : Local.Value);
        var graph = new Graph(
            [
                Node.Create((int x) => { seen.Add(Local.Value); return x; }, output: "y", name: "first"),
                Node.Create((int y) => { seen.Add(Local.Value); return y; }, output: "z", name: "second"),
            ],
            new GraphOptions { EventProcessors = [changing] });

        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["first", "second"], seen);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task MapAsync_Every_node_of_every_item_Starts_with_the_callers_context(string shape, int? maxConcurrency)
    {
        List<string> seen = [];
        Graph graph = Of(shape, seen);
        Local.Value = "caller";

        await new AsyncRunner().MapAsync(graph, new { x = Enumerable.Range(0, 20) }, "x", new MapOptions { MaxConcurrency = maxConcurrency });
        await Streamed.AllAsync(new AsyncRunner().MapStreamAsync(graph, "x", Streamed.Numbers(20), new MapStreamOptions { MaxConcurrency = maxConcurrency }));

        Assert.All(seen, value => Assert.Equal("caller", value));
        Assert.Equal("caller", Local.Value);
    }

    [Fact]
    public async Task MapAsync_A_failed_item_Leaves_nothing_to_the_next()
    {
        List<string> seen = [];
        Graph graph = new([Node.Create(int (int x) => { Change(seen); throw new FormatException(); }, "y")]);
        Local.Value = "caller";

        await new AsyncRunner().MapAsync(graph, new { x = Enumerable.Range(0, 20) }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue });
        await Streamed.AllAsync(new AsyncRunner().MapStreamAsync(graph, "x", Streamed.Numbers(20), new MapStreamOptions { ErrorHandling = ErrorHandling.Continue }));

        Assert.Equal(40, seen.Count);
        Assert.All(seen, value => Assert.Equal("caller", value));
    }

    [Fact]
    public async Task RunAsync_An_interceptors_change_Reaches_the_function_and_no_other_node()
    {
        List<string> seen = [];
        var around = new Around((_, token, next) => { Local.Value = "around"; return next(token); });
        Graph graph = new(
        [
            Node.Create((int x) => { Change(seen); return x; }, "y").WithInterceptors(around),
            Node.Create((int y) => { Change(seen); return y; }, "z"),
        ]);
        Local.Value = "caller";

        await new AsyncRunner().RunAsync(graph, new { x = 1 });

        Assert.Equal(["around", "caller"], seen);
    }

    [Fact]
    public void Run_On_SyncRunner_Changes_flow_on_and_back_to_the_caller()
    {
        List<string> seen = [];
        Local.Value = "caller";

        new SyncRunner().Run(Of("nested", seen), new { x = 1 });

        Assert.Equal(["caller", "node", "node"], seen);
        Assert.Equal("node", Local.Value);
    }

    [Fact]
    public async Task Queue_of_a_processor_Sees_nothing_of_the_callers_context()
    {
        List<string?> seen = [];
        var queued = new RecordingProcessor(_ => seen.Add(Local.Value)).Queued();
        Local.Value = "caller";

        await new AsyncRunner(queued) { ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(Samples.Chain, ("x", 1));

        Assert.Equal(Samples.ChainEvents.Length, seen.Count);
        Assert.All(seen, Assert.Null);
    }

    private static Graph Of(string shape, List<string> seen)
    {
        int Step(int value)
        {
            Change(seen);
            return value + 1;
        }

        async Task<int> StepAsync(int value)
        {
            Change(seen);
            await Task.Yield();
            return value + 1;
        }

        // Not an async method, which would put back the context by itself.
        Task<int> Later(int value)
        {
            Change(seen);
            return Task.Run(() => value + 1);
        }

        Node[] chain = [Node.Create((int x) => Step(x), "a"), Node.Create((int a) => Step(a), "b"), Node.Create((int b) => Step(b), "c")];
        return shape switch
        {
            "chain" => new Graph(chain),
            "async chain" => new Graph([Node.Create((int x) => Later(x), "a"), Node.Create((int a) => Step(a), "b"), Node.Create((int b) => StepAsync(b), "c"), Node.Create((int c) => Step(c), "d")]),
            "diamond" => new Graph(
            [
                Node.Create((int x) => Step(x), "a"), Node.Create((int a) => Later(a), "b"), Node.Create((int a) => Step(a), "c"), Node.Create((int a) => Later(a), "d"),
                Node.Create((int b, int c, int d) => Step(b + c + d), "e"), Node.Create((int e) => Step(e), "f"),
            ]),
            "gated" => new Graph(
            [
                .. chain, Node.IfElse((int c) => Step(c) > 0, "up", Node.End, name: "gate"), Node.Create((int c) => Later(c), "d", "up"), Node.Create((int d) => Step(d), "e"),
            ]),
            "nested" => new Graph([chain[0], new Graph("inner", [chain[1]]).AsNode(), chain[2]]),
            "mapped" => new Graph(
            [
                Node.Create((int x) => Enumerable.Range(Step(x), 5).ToArray(), "as"), new Graph("inner", [chain[1], chain[2]]).AsNode().RenameInput("a", "as").MapOver("as"),
                Node.Create((int[] c) => Step(c.Length), "d"),
            ]),
            "intercepted" => new Graph([.. chain.Select(n => ((FunctionNode)n).WithInterceptors(Around.PassThrough))]),
            _ => new Graph([Node.Create((int x, NodeContext context) => Step(x), "a"), chain[1], chain[2]]),
        };
    }

    private static void Change(List<string> seen)
    {
        lock (seen)
        {
            seen.Add(Local.Value ?? "nothing");
        }

        Local.Value = "node";
    }
}
