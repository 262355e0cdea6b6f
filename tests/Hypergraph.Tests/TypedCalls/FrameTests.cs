using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.TypedCalls;

/// <summary>Calls share a frame: they cost no bytes, and leave nothing in it.</summary>
public sealed class FrameTests
{
    private sealed class Blob(string text)
    {
        public string Text => text;
    }

    private static Graph Blobs(List<WeakReference> made) => new(
    [
        Node.Create((string text) =>
        {
            var blob = new Blob(text);
            made.Add(new WeakReference(blob));
            return blob;
        }, output: "blob", name: "make"),
        Node.Create((Blob blob) => KeyValuePair.Create(blob, 1), output: "pair", name: "pair"),
        Node.Create((KeyValuePair<Blob, int> pair) => pair.Key.Text.Length > 3 ? throw new FormatException() : pair.Key.Text.Length, output: "length", name: "measure"),
    ]);

    [Fact]
    public void Call_Costs_no_bytes()
    {
        Func<int, int> one = Chains.Three().Compile<Func<int, int>>();
        Func<int, CancellationToken, int> withToken = Chains.Three().Compile<Func<int, CancellationToken, int>>();
        Func<int, int, (int, bool)> tuple = Chains.Order.Compile<Func<int, int, (int, bool)>>(new CompileOptions { Inputs = ["amount", "price"], Outputs = ["total", "is_large"] });
        Graph numbers = Chains.Order.WithNode("write", Node.Create((int total) => total + 1, output: "text", name: "write"));
        Func<InputTests.OrderValue, int> ofStruct = numbers.Select("text").Compile<Func<InputTests.OrderValue, int>>();
        Func<InputTests.Order, int> ofRecord = numbers.Select("text").Compile<Func<InputTests.Order, int>>();
        var order = new InputTests.Order(2, 3);
        CancellationToken token = TestContext.Current.CancellationToken;

        Assert.Equal(0, Allocation.Of(() => one(1)));
        Assert.Equal(0, Allocation.Of(() => withToken(1, token)));
        Assert.Equal(0, Allocation.Of(() => ofStruct(new InputTests.OrderValue(2, 3))));
        Assert.Equal(0, Allocation.Of(() => ofRecord(order)));
        _ = tuple(2, 3);
    }

    [Fact]
    public void Tuple_of_outputs_Costs_no_bytes()
    {
        Graph graph = new([Node.Create((int x) => (x + 1, x + 2), output: ["a", "b"], name: "two")]);
        Func<int, (int, int)> compiled = graph.Compile<Func<int, (int, int)>>();

        Assert.Equal((2, 3), compiled(1));
        Assert.Equal(0, Allocation.Of(() => compiled(1)));
    }

    [Fact]
    public void Asynchronous_call_that_completes_at_once_Costs_no_bytes()
    {
        Func<int, ValueTask<int>> synchronous = Chains.Three().Compile<Func<int, ValueTask<int>>>();
        Graph graph = new(
        [
            Node.Create((int x) => new ValueTask<int>(x + 1), output: "y", name: "first"),
            Node.Create((int y) => new ValueTask<int>(y + 1), output: "z", name: "second"),
        ]);
        Func<int, CancellationToken, ValueTask<int>> asynchronous = graph.Compile<Func<int, CancellationToken, ValueTask<int>>>();

        Assert.Equal(4, Completed(synchronous(1)));
        Assert.Equal(3, Completed(asynchronous(1, CancellationToken.None)));
        Assert.Equal(0, Allocation.Of(() => Completed(synchronous(1))));
        Assert.Equal(0, Allocation.Of(() => Completed(asynchronous(1, CancellationToken.None))));
    }

    private static int Completed(ValueTask<int> task)
    {
        Assert.True(task.IsCompletedSuccessfully);
        return task.Result;
    }

    [Fact]
    public void Typed_run_Costs_no_bytes()
    {
        var runner = new SyncRunner();
        var asynchronous = new AsyncRunner();
        TypedGraph<int, int> typed = Chains.Three().Typed<int, int>();

        Assert.Equal(0, Allocation.Of(() => runner.Run(typed, 1)));
        Assert.Equal(0, Allocation.Of(() => Completed(asynchronous.RunAsync(typed, 1))));
    }

    [Fact]
    public async Task Call_Leaves_no_references_Whether_it_succeeds_or_fails()
    {
        List<WeakReference> made = [];
        Func<string, int> compiled = Blobs(made).Compile<Func<string, int>>();
        Func<string, ValueTask<int>> asynchronous = Blobs(made).Compile<Func<string, ValueTask<int>>>();

        CallAll(compiled, asynchronous, made);
        await AssertCollectedAsync(made);

        Assert.Equal(6, made.Count);
        Assert.Equal(1, compiled("a"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CallAll(Func<string, int> compiled, Func<string, ValueTask<int>> asynchronous, List<WeakReference> made)
    {
        foreach (string text in (string[])["ab", "fails"])
        {
            string input = new([.. text]);
            made.Add(new WeakReference(input));
            try
            {
                _ = compiled(input);
            }
            catch (FormatException)
            {
            }

            _ = asynchronous(input).AsTask().Exception;
        }
    }

    private static async Task AssertCollectedAsync(List<WeakReference> made)
    {
        for (int i = 0; i < 20 && made.Exists(m => m.IsAlive); i++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(made, m => m.IsAlive);
    }

    [Fact]
    public void Bound_values_and_defaults_Are_there_again_after_each_call()
    {
        bool fails = false;
        Graph graph = new Graph(
        [
            Node.Create((string text, string bound, string byDefault = "c") => text + bound + byDefault, output: "all", name: "join"),
            Node.Create((string all) => fails ? throw new FormatException() : all.Length, output: "length", name: "measure"),
            Node.Create((string all, int length) => $"{all}{length}", output: "end", name: "end"),
        ]).Bind("bound", "b");
        Func<string, string> compiled = graph.Compile<Func<string, string>>();

        Assert.Equal("abc3", compiled("a"));
        Assert.Equal("abc3", compiled("a"));
        fails = true;
        Assert.Throws<FormatException>(() => compiled("a"));
        fails = false;
        Assert.Equal("xbc3", compiled("x"));
    }

    [Fact]
    public void Bound_value_that_a_parameter_replaces_Is_there_for_other_delegates()
    {
        Graph graph = new Graph([Node.Create((string x, string y) => x + y, output: "z", name: "join")]).Bind("y", "bound");
        Func<string, string, string> both = graph.Compile<Func<string, string, string>>("x", "y");
        Func<string, string> one = graph.Compile<Func<string, string>>();

        Assert.Equal(["ab", "abound", "cd"], (string[])[both("a", "b"), one("a"), both("c", "d")]);
    }

    [Fact]
    public void Node_Calls_the_delegate_of_its_own_graph()
    {
        Func<int, int>? compiled = null;
        Graph graph = new(
        [
            Node.Create((int n) => n, output: "kept", name: "keep"),
            Node.Create((int n) => n <= 1 ? 1 : compiled!(n - 1), output: "rest", name: "recurse"),
            Node.Create((int kept, int rest) => kept * rest, output: "product", name: "multiply"),
        ]);
        compiled = graph.Compile<Func<int, int>>();

        Assert.Equal([1, 2, 6, 3_628_800, 120], ((int[])[1, 2, 3, 10, 5]).Select(compiled));
    }

    [Fact]
    public async Task Node_Awaits_the_delegate_of_its_own_graph()
    {
        Func<int, ValueTask<int>>? compiled = null;
        Graph graph = new(
        [
            Node.Create((int n) => (n, n), output: ["kept", "next"], name: "keep"),
            Node.Create(async (int kept, int next) =>
            {
                await Task.Yield();
                return kept * (next <= 1 ? 1 : await compiled!(next - 1));
            }, output: "product", name: "multiply"),
        ]);
        compiled = graph.Compile<Func<int, ValueTask<int>>>();

        Assert.Equal(3_628_800, await compiled(10));
        Assert.Equal(6, await compiled(3));
    }

    [Fact]
    public async Task Many_threads_Have_each_its_own_values()
    {
        const int Threads = 4;
        const int Calls = 20_000;
        Graph graph = new(
        [
            Node.Create((string text, int number) => $"{text}{number}", output: "joined", name: "join"),
            Node.Create((string joined) => joined.Length, output: "length", name: "measure"),
            Node.Create((string joined, int length) => $"{joined}:{length}", output: "end", name: "end"),
        ]);
        Func<string, int, string> compiled = graph.Compile<Func<string, int, string>>();
        Func<string, int, ValueTask<string>> asynchronous = graph.Compile<Func<string, int, ValueTask<string>>>();

        int[] wrong = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => Enumerable.Range(0, Calls).Count(i =>
            {
                string expected = $"t{thread}{i}";
                expected = $"{expected}:{expected.Length}";
                return compiled($"t{thread}", i) != expected || asynchronous($"t{thread}", i).AsTask().GetAwaiter().GetResult() != expected;
            }),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(wrong, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task Context_that_a_node_changes_Does_not_reach_other_nodes_of_an_asynchronous_delegate()
    {
        var local = new AsyncLocal<int>();
        List<int> seen = [];
        Graph graph = new(
        [
            Node.Create((int x) => local.Value = x, output: "y", name: "first"),
            Node.Create(async (int y) =>
            {
                seen.Add(local.Value);
                local.Value = 3;
                await Task.Yield();
                return y;
            }, output: "z", name: "second"),
            Node.Create((int z) =>
            {
                seen.Add(local.Value);
                return local.Value = 4;
            }, output: "end", name: "third"),
        ]);
        local.Value = 1;

        Assert.Equal(4, await graph.Compile<Func<int, ValueTask<int>>>()(2));

        Assert.Equal([1, 1], seen);
        Assert.Equal(1, local.Value);
    }

    [Fact]
    public async Task Context_that_a_synchronous_node_changes_Is_that_of_a_run_on_the_same_runner()
    {
        var local = new AsyncLocal<int>();
        List<int> seen = [];
        Graph graph = new(
        [
            Node.Create((int x) => local.Value = x, output: "y", name: "first"),
            Node.Create((int y) =>
            {
                seen.Add(local.Value);
                return local.Value = y + 1;
            }, output: "z", name: "second"),
        ]);
        local.Value = 1;

        Assert.Equal(11, await graph.Compile<Func<int, ValueTask<int>>>()(10));
        Assert.Equal(1, local.Value);
        _ = await new AsyncRunner().RunAsync(graph, ("x", 10));
        Assert.Equal(1, local.Value);

        Assert.Equal(21, graph.Compile<Func<int, int>>()(20));
        Assert.Equal(21, local.Value);
        _ = new SyncRunner().Run(graph, ("x", 30));
        Assert.Equal(31, local.Value);
        Assert.Equal([1, 1, 20, 30], seen);
    }

    [Fact]
    public async Task Context_Is_restored_after_a_node_that_throws()
    {
        var local = new AsyncLocal<int>();
        Graph graph = new([Node.Create(int (int x) =>
        {
            local.Value = x;
            throw new FormatException();
        }, output: "y", name: "fail")]);
        Func<int, ValueTask<int>> one = graph.Compile<Func<int, ValueTask<int>>>();
        Func<int, CancellationToken, ValueTask<int>> other = graph.Compile<Func<int, CancellationToken, ValueTask<int>>>();

        Task<int> withoutToken = one(5).AsTask();
        Assert.Equal(0, local.Value);
        Task<int> withToken = other(6, TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(0, local.Value);

        await Assert.ThrowsAsync<FormatException>(() => withoutToken);
        await Assert.ThrowsAsync<FormatException>(() => withToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public async Task Chain_of_any_length_Returns_its_last_value_and_names_the_node_that_fails(int length)
    {
        Graph graph = Chains.Of(length, value => value == 1_000 ? throw new FormatException() : value + 1);
        Func<int, int> compiled = graph.Compile<Func<int, int>>();
        Func<int, ValueTask<int>> asynchronous = graph.Compile<Func<int, ValueTask<int>>>();

        Assert.Equal((length, length), (compiled(0), await asynchronous(0)));
        Assert.Equal("n0", Assert.Throws<FormatException>(() => compiled(1_000)).Data[FailureData.NodePath]);
        Assert.Equal($"n{length - 1}", Assert.Throws<FormatException>(() => compiled(1_001 - length)).Data[FailureData.NodePath]);
        Assert.Equal($"n{length - 1}", (await Assert.ThrowsAsync<FormatException>(async () => await asynchronous(1_001 - length))).Data[FailureData.NodePath]);
    }

    [Fact]
    public void Chain_whose_types_differ_Costs_no_bytes()
    {
        Graph graph = new(
        [
            Node.Create((int x) => (long)x + 1, output: "y", name: "first"),
            Node.Create((long y) => y / 2.0, output: "z", name: "second"),
            Node.Create((double z) => TimeSpan.FromSeconds(z), output: "time", name: "third"),
        ]);
        Func<int, TimeSpan> compiled = graph.Compile<Func<int, TimeSpan>>();

        Assert.Equal(TimeSpan.FromSeconds(2.5), compiled(4));
        Assert.Equal(0, Allocation.Of(() => compiled(4)));
    }

    [Fact]
    public void Output_in_the_middle_of_a_chain_Is_returned_after_all_nodes_have_run()
    {
        int calls = 0;
        Graph graph = Chains.Three().WithNode("third", Node.Create((int v2) => v2 + ++calls, output: "v3", name: "third"));

        Assert.Equal(3, graph.Compile<Func<int, int>>(new CompileOptions { Outputs = ["v2"] })(1));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Caller_that_suppresses_the_flow_of_its_context_Keeps_its_own()
    {
        var local = new AsyncLocal<int>();
        Func<int, ValueTask<int>> call = new Graph([Node.Create((int x) => local.Value = x, output: "y")]).Compile<Func<int, ValueTask<int>>>();

        ValueTask<int> running;
        using (ExecutionContext.SuppressFlow())
        {
            running = call(5);
        }

        Assert.Equal(5, await running);
        Assert.Equal(0, local.Value);
    }
}
