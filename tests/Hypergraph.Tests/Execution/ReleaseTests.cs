using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.Execution;

/// <summary>A result keeps what it exposes, and a run keeps a value until its last consumer has ended.</summary>
public sealed class ReleaseTests
{
    private const int Length = 30;
    private const int TenMegabytes = 10 * 1024 * 1024;

    public static TheoryData<string, string> Shapes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string shape in (string[])["chain", "diamond", "gated", "nested", "mapped", "nested outside", "context", "loop"])
            {
                data.Add("sync", shape);
                data.Add("async", shape);
            }

            data.Add("async", "async");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Result_Keeps_what_it_exposes_and_no_other_value(string runner, string shape)
    {
        var blobs = new Blobs();
        RunResult result = await RunAsync(runner, Of(shape, blobs).Select("len"));

        Assert.Equal(0, await blobs.CountAliveAsync(0));
        Assert.True(result.IsCompleted);
        Assert.Equal(1, result.Get<int>("len"));
        GC.KeepAlive(result);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Result_Of_a_run_that_failed_Keeps_what_it_exposes_and_no_other_value(string runner, string shape)
    {
        var blobs = new Blobs();
        Graph graph = new([.. Of(shape, blobs).Nodes, Node.Create(int (int len) => throw new FormatException(), "never")], OptionsOf(shape));
        RunResult result = await RunAsync(runner, graph.Select("len", "never"));

        Assert.Equal(0, await blobs.CountAliveAsync(0));
        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(1, result.Get<int>("len"));
        GC.KeepAlive(result);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("async")]
    public async Task Result_Exposes_all_outputs_without_a_selection_And_keeps_them(string runner)
    {
        var blobs = new Blobs();
        RunResult result = await RunAsync(runner, Of("chain", blobs));

        Assert.Equal(1, await blobs.CountAliveAsync(1));
        Assert.NotNull(result.Get<Blob>("blob"));
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("async")]
    public async Task MapResult_Keeps_what_it_exposes_and_no_other_value(string runner)
    {
        var blobs = new Blobs();
        Graph graph = Of("chain", blobs).Select("len");
        MapResult result = runner == "sync"
            ? new SyncRunner().Map(graph, new { x = new[] { 1, 2, 3 } }, "x")
            : await new AsyncRunner().MapAsync(graph, new { x = new[] { 1, 2, 3 } }, "x");

        Assert.Equal(0, await blobs.CountAliveAsync(0));
        Assert.Equal([1, 1, 1], result.Get<int>("len"));
    }

    [Fact]
    public async Task Result_Keeps_neither_processors_nor_options_nor_a_token()
    {
        (RunResult result, WeakReference[] ofCall) = await CallAsync();

        await Task.Yield();
        Collect();
        Assert.All(ofCall, reference => Assert.False(reference.IsAlive));
        Assert.Equal(2, result.Get<int>("y"));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<(RunResult Result, WeakReference[] OfCall)> CallAsync()
        {
            var recorder = new EventRecorder(wantsValues: false);
            var source = new CancellationTokenSource();
            var options = new RunOptions { EventProcessors = [recorder], WorkflowId = "w" };
            Graph graph = new([Node.Create((int x, CancellationToken token) => x + 1, "y")]);
            RunResult result = await new AsyncRunner().RunAsync(graph, new { x = 1 }, options, source.Token);
            return (result, [new(recorder), new(source), new(options)]);
        }
    }

    [Theory]
    [InlineData("sync", "chain")]
    [InlineData("async", "chain")]
    [InlineData("sync", "gated")]
    [InlineData("async", "gated")]
    [InlineData("sync", "nested")]
    [InlineData("async", "nested")]
    [InlineData("async", "async")]
    [InlineData("async", "wide")]
    public async Task Run_A_long_chain_of_large_values_Holds_two_at_most(string runner, string shape)
    {
        var blobs = new Blobs();
        Graph graph = LongChain(shape, blobs);

        RunResult result = await RunAsync(runner, graph);

        // Each node sees its own input alone before it makes its output.
        Assert.Equal(Enumerable.Repeat(1, Length - 1).Prepend(0), blobs.Seen);
        Assert.Equal(TenMegabytes, result.Get<byte[]>($"v{Length}").Length);
        Assert.Equal(1, await blobs.CountAliveAsync(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_An_input_Is_released_after_its_last_consumer(bool isNested)
    {
        var blobs = new Blobs();
        Node[] nodes =
        [
            Node.Create(async (Blob given) => { await Task.Yield(); return given.Length; }, "len"),
            Node.Create((int len) => blobs.CountAliveAsync(0), "alive"),
        ];
        Graph graph = new(isNested ? [new Graph("inner", nodes).AsNode()] : nodes);

        RunResult result = await StartAsync(graph, blobs);

        Assert.Equal(0, result.Get<int>("alive"));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Task<RunResult> StartAsync(Graph graph, Blobs blobs) =>
            new AsyncRunner().RunAsync(graph, new Dictionary<string, object?> { ["given"] = blobs.Make() });
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("async")]
    public async Task Map_What_all_items_share_Is_there_for_each_of_them(string runner)
    {
        Graph graph = new(
        [
            Node.Create((string shared, int x) => $"{shared}{x}", "text"),
            Node.Create((string text, string suffix = "!") => text + suffix, "end"),
            Node.Create((string end) => end.Length, "len"),
        ]);
        var values = new { shared = "s", x = new[] { 1, 2, 3 } };

        MapResult result = runner == "sync" ? new SyncRunner().Map(graph.Select("end"), values, "x") : await new AsyncRunner().MapAsync(graph.Select("end"), values, "x");
        List<RunResult> streamed = await Streamed.AllAsync(new AsyncRunner().MapStreamAsync(graph, new { shared = "s" }, "x", Streamed.Numbers(3)));
        Graph outer = new([graph.AsNode("inner").MapOver("x"), Node.Create((string[] end) => string.Join(' ', end), "all")]);

        Assert.Equal(["s1!", "s2!", "s3!"], result.Get<string>("end"));
        Assert.Equal(["s0!", "s1!", "s2!"], streamed.Select(r => r.Get<string>("end")));
        Assert.Equal("s1! s2! s3!", (await Both.OnAsync(runner, outer, values))["all"]);
    }

    [Fact]
    public async Task Paused_result_Keeps_what_it_takes_to_resume_and_no_other_value()
    {
        var blobs = new Blobs();
        Graph graph = new Graph(
        [
            Node.Create((int x) => blobs.Make(), "before"),
            Node.Create((Blob before) => before.Length, "one"),
            Node.Create((int one) => blobs.Make(), "kept"),
            Node.Interrupt<int>((int one) => "more?", "more", "ask"),
            Node.Create((Blob kept, int more) => kept.Length + more, "len"),
        ]).Select("len");
        var inner = new Graph("outer", [graph.AsNode("inner"), Node.Create((int len) => len, "end")]);

        RunResult paused = await RunAsync("async", graph);
        Assert.Equal(1, await blobs.CountAliveAsync(1));
        RunResult nested = await RunAsync("async", inner);
        Assert.Equal(2, await blobs.CountAliveAsync(2));
        MapResult mapped = await new AsyncRunner().MapAsync(graph, new { x = new[] { 1, 2 } }, "x");
        Assert.Equal(4, await blobs.CountAliveAsync(4));

        Assert.Equal(8, (await new AsyncRunner().ResumeAsync(paused, 7))["len"]);
        Assert.Equal(9, (await new AsyncRunner().ResumeAsync(paused, 8))["len"]);
        Assert.Equal(8, (await new AsyncRunner().ResumeAsync(nested, 7))["end"]);
        Assert.Equal([8, 8], (await new AsyncRunner().ResumeMapAsync(mapped, mapped.Pauses.ToDictionary(p => p, object? (_) => 7))).Get<int>("len"));
        GC.KeepAlive(paused);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("async")]
    public async Task Listener_Is_reported_of_every_value_all_the_same(string runner)
    {
        var blobs = new Blobs();
        var recorder = new EventRecorder();
        Graph graph = new Graph("outer", [Of("chain", blobs).AsNode("inner"), Node.Create((int len) => len, "end")]).Select("end");

        await Both.OnAsync(runner, graph, new { x = 1 }, new RunOptions { EventProcessors = [recorder] });

        NodeEndEvent inner = Assert.Single(recorder.Events.OfType<NodeEndEvent>(), e => e.NodeName == "inner");
        Assert.IsType<Blob>(inner.Outputs!["blob"]);
        Assert.All(recorder.Events.OfType<NodeEndEvent>(), e => Assert.All(e.Outputs!.Values, Assert.NotNull));
    }

    private static GraphOptions? OptionsOf(string shape) => shape == "loop" ? new GraphOptions { Entrypoints = ["make"] } : null;

    /// <summary>Graphs of an input x that make blobs and expose len, which is 1.</summary>
    private static Graph Of(string shape, Blobs blobs)
    {
        FunctionNode make = Node.Create((int x) => blobs.Make(), "blob", "make");
        FunctionNode len = Node.Create((Blob blob) => blob.Length, "len");
        return shape switch
        {
            "diamond" => new Graph(
            [
                make, Node.Create((Blob blob) => blobs.Make(), "left"), Node.Create((Blob blob) => (blobs.Make(), blobs.Make()), ["right", "unused"]),
                Node.Create((Blob left, Blob right) => right.Length, "len"),
            ]),
            "gated" => new Graph(
            [
                make, Node.IfElse((Blob blob) => blob.Length > 0, "pass", Node.End, name: "gate"),
                Node.Create((Blob blob) => new Holder(blobs.Make()), "held", "pass"), Node.Create((Holder held) => held.Blob.Length, "len"),
            ]),
            "nested" => new Graph([make, new Graph("inner", [Node.Create((Blob blob) => blobs.Make(), "copy"), Node.Create((Blob copy) => copy.Length, "len")]).AsNode()]),
            "nested outside" => new Graph([new Graph("inner", [make, len]).AsNode()]),
            "mapped" => new Graph(
            [
                Node.Create((int x) => new[] { blobs.Make(), blobs.Make() }, "list"),
                new Graph("inner", [Node.Create((Blob blob) => new Holder(blobs.Make()), "held"), Node.Create((Holder held) => held.Blob.Length, "size")]).AsNode().RenameInput("blob", "list").MapOver("list"),
                Node.Create((int[] size) => size.Length - 1, "len"),
            ]),
            "context" => new Graph([Node.Create((int x, NodeContext context, CancellationToken token) => blobs.Make(), "blob"), len]),
            "loop" => new Graph(
                [
                    Node.Create((int x) => (blobs.Make(), x + 1), ["blob", "x"], "make"),
                    Node.IfElse((Blob blob, int x) => x < 4, "make", Node.End, name: "again"),
                    Node.Create((Blob blob) => blob.Length, "len"),
                ],
                OptionsOf(shape)!),
            "async" => new Graph(
            [
                Node.Create(async (int x) => { await Task.Yield(); return blobs.Make(); }, "blob"), Node.Create(async (Blob blob) => { await Task.Yield(); return blobs.Make(); }, "copy"),
                Node.Create(async (Blob blob, Blob copy) => { await Task.Yield(); return copy.Length; }, "len"),
            ]),
            _ => new Graph([make, len]),
        };
    }

    private static Graph LongChain(string shape, Blobs blobs)
    {
        Node[] nodes = [.. Enumerable.Range(1, Length).Select(Link)];
        string last = $"v{Length}";
        return shape switch
        {
            "gated" => new Graph([Node.IfElse((int x) => true, "n1", Node.End, name: "gate"), .. nodes]).Select(last),
            "nested" => new Graph("outer", [new Graph("inner", nodes).AsNode()]).Select(last),
            "wide" => new Graph([.. nodes, Node.Create((int x) => x, "beside")]).Select(last),
            _ => new Graph(nodes).Select(last),
        };

        Node Link(int i)
        {
            string[] inputs = [i == 1 ? "x" : $"v{i - 1}"];
            NodeFunction function = shape == "async"
                ? NodeFunction.FromValuesAsync(inputs, async (values, token) =>
                {
                    // The thread that ended the node before may still have its input on its stack.
                    await blobs.CountAliveAsync(i == 1 ? 0 : 1);
                    return blobs.MakeBytes(values[inputs[0]]);
                })
                : NodeFunction.FromValues(inputs, values => blobs.MakeBytes(values[inputs[0]]));
            return Node.CreateFrom(function, [$"v{i}"], $"n{i}");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<RunResult> RunAsync(string runner, Graph graph) => Both.OnAsync(runner, graph, new { x = 1 }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private sealed class Blob
    {
        public int Length => 1;
    }

    /// <summary>A value type that holds a reference.</summary>
    private readonly record struct Holder(Blob Blob);

    /// <summary>Knows how many of the values that were made are alive.</summary>
    private sealed class Blobs
    {
        private readonly List<WeakReference> _made = [];

        /// <summary>How many large values were alive whenever one was about to be made.</summary>
        public List<int> Seen { get; } = [];

        [MethodImpl(MethodImplOptions.NoInlining)]
        public Blob Make()
        {
            var blob = new Blob();
            Add(blob);
            return blob;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public byte[] MakeBytes(object? input)
        {
            Seen.Add(CountAlive());
            GC.KeepAlive(input);
            byte[] bytes = new byte[TenMegabytes];
            Add(bytes);
            return bytes;
        }

        public int CountAlive()
        {
            Collect();
            lock (_made)
            {
                return _made.Count(r => r.IsAlive);
            }
        }

        /// <summary>
        /// How many are alive once no more than so many are: threads of the run that have not left it yet may have some on their stacks.
        /// </summary>
        public async Task<int> CountAliveAsync(int expected)
        {
            await Task.Yield();
            int alive = CountAlive();
            for (int i = 0; alive > expected && i < 1_000; i++)
            {
                await Task.Delay(10);
                alive = CountAlive();
            }

            return alive;
        }

        private void Add(object made)
        {
            lock (_made)
            {
                _made.Add(new WeakReference(made));
            }
        }
    }
}
