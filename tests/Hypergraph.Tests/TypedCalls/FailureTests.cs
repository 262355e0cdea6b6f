namespace Hypergraph.Tests.TypedCalls;

/// <summary>What a delegate throws is what a run throws.</summary>
public sealed class FailureTests
{
    private static Graph Failing(Exception? error) => new(
        "failing",
        [
            Node.Create((int x) => x + 1, output: "y", name: "first"),
            Node.Create(int (int y) => error is null ? y : throw error, output: "z", name: "second"),
            Node.Create((int z) => z + 1, output: "end", name: "third"),
        ]);

    private static Graph FailingLater(Exception error) => new(
        "failing",
        [
            Node.Create((int x) => x + 1, output: "y", name: "first"),
            Node.Create(async Task<int> (int y) =>
            {
                await Task.Yield();
                throw error;
            }, output: "z", name: "second"),
        ]);

    [Fact]
    public void Exception_of_a_node_Is_thrown_with_its_place()
    {
        Exception thrown = Assert.Throws<FormatException>(() => Failing(new FormatException("bad")).Compile<Func<int, int>>()(1));

        Assert.Equal(("bad", "second", "second"), (thrown.Message, thrown.Data[FailureData.NodePath], thrown.Data[FailureData.Location]));
        Assert.Contains("FailureTests", thrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_in_a_nested_graph_Is_thrown_with_its_path()
    {
        Graph outer = new([Failing(new FormatException("bad")).AsNode("inner")]);

        Exception thrown = Assert.Throws<FormatException>(() => outer.Compile<Func<int, int>>(new CompileOptions { Outputs = ["end"] })(1));

        Assert.Equal("inner/second", thrown.Data[FailureData.NodePath]);
    }

    [Fact]
    public async Task Exception_of_a_node_Is_that_of_the_task()
    {
        ValueTask<int> atOnce = Failing(new FormatException("bad")).Compile<Func<int, ValueTask<int>>>()(1);
        ValueTask<int> later = FailingLater(new FormatException("late")).Compile<Func<int, ValueTask<int>>>()(1);

        Exception first = await Assert.ThrowsAsync<FormatException>(async () => await atOnce);
        Exception second = await Assert.ThrowsAsync<FormatException>(async () => await later);

        Assert.Equal(("second", "second"), (first.Data[FailureData.NodePath], second.Data[FailureData.NodePath]));
    }

    [Fact]
    public async Task Cancellation_of_a_nodes_own_Faults_the_task_as_that_of_a_run()
    {
        foreach (Graph graph in (Graph[])[Failing(new OperationCanceledException("own")), FailingLater(new OperationCanceledException("own")), new([Failing(new OperationCanceledException("own")).AsNode("inner")])])
        {
            string output = graph.Outputs.Any(o => o.Name == "end") ? "end" : "z";
            Task<int> task = graph.Compile<Func<int, Task<int>>>(new CompileOptions { Outputs = [output] })(1);

            await Assert.ThrowsAsync<OperationCanceledException>(() => task);
            Assert.Equal(TaskStatus.Faulted, task.Status);
        }
    }

    [Fact]
    public async Task Token_Ends_the_call_before_its_next_node()
    {
        using var cancellation = new CancellationTokenSource();
        int calls = 0;
        Graph graph = new(
        [
            Node.Create((int x) =>
            {
                calls++;
                cancellation.Cancel();
                return x;
            }, output: "y", name: "first"),
            Node.Create((int y) => calls++, output: "z", name: "second"),
        ]);

        OperationCanceledException atOnce = Assert.Throws<OperationCanceledException>(() => graph.Compile<Func<int, CancellationToken, int>>()(1, cancellation.Token));
        Task<int> task = graph.Compile<Func<int, CancellationToken, Task<int>>>()(1, cancellation.Token);

        Assert.Equal(cancellation.Token, atOnce.CancellationToken);
        Assert.Empty(atOnce.Data);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Equal(TaskStatus.Canceled, task.Status);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Token_Reaches_the_functions_of_its_call_alone()
    {
        using var cancellation = new CancellationTokenSource();
        List<CancellationToken> tokens = [];
        Graph graph = new([Node.Create((int x, CancellationToken token) =>
        {
            tokens.Add(token);
            return x;
        }, output: "y", name: "note")]);

        _ = graph.Compile<Func<int, CancellationToken, int>>()(1, cancellation.Token);
        _ = graph.Compile<Func<int, int>>()(1);

        Assert.Equal([cancellation.Token, CancellationToken.None], tokens);
    }

    [Fact]
    public void Null_for_a_parameter_that_forbids_it_Is_explained_as_by_a_run()
    {
        Graph graph = new("g", [Node.Create((int x) => (string)null!, output: "text", name: "none"), Node.Create((string text) => text.Length, output: "length", name: "measure")]);

        Exception ofRun = Assert.Throws<InvalidOperationException>(() => new SyncRunner().Run(graph, ("x", 1)));

        Assert.Equal(ofRun.Message, Assert.Throws<InvalidOperationException>(() => graph.Compile<Func<int, int>>()(1)).Message);
    }

    [Fact]
    public async Task Result_that_cannot_be_written_Is_that_of_its_node()
    {
        Graph graph = new("pairs", [Node.CreateFrom(
            NodeFunction.FromValuesAsync(["x"], async (_, _) =>
            {
                await Task.Yield();
                return "no list";
            }), ["a", "b"], "pair")]);

        Exception ofRun = await Assert.ThrowsAnyAsync<Exception>(() => new AsyncRunner().RunAsync(graph, ("x", 1)));
        Exception ofCall = await Assert.ThrowsAnyAsync<Exception>(async () => await graph.Compile<Func<int, ValueTask<(object, object)>>>()(1));

        Assert.Equal((ofRun.GetType(), ofRun.Message, "pair"), (ofCall.GetType(), ofCall.Message, ofCall.Data[FailureData.NodePath]));
    }

    [Fact]
    public void Call_after_a_failed_one_Succeeds()
    {
        bool fails = true;
        Graph graph = new([Node.Create((int x) => fails ? throw new FormatException() : x + 1, output: "y", name: "add")]);
        Func<int, int> compiled = graph.Compile<Func<int, int>>();

        Assert.Throws<FormatException>(() => compiled(1));
        fails = false;

        Assert.Equal(2, compiled(1));
    }

    [Fact]
    public async Task Errors_are_thrown_also_with_options_that_continue()
    {
        var options = new CompileOptions { RunOptions = new RunOptions { ErrorHandling = ErrorHandling.Continue, MaxIterations = 7 } };
        Graph outer = new([Failing(new FormatException("bad")).AsNode("inner")]);
        var named = options with { Outputs = ["end"] };

        Assert.Throws<FormatException>(() => Failing(new FormatException("bad")).Compile<Func<int, int>>(options)(1));
        Exception thrown = Assert.Throws<FormatException>(() => outer.Compile<Func<int, int>>(named)(1));
        await Assert.ThrowsAsync<FormatException>(async () => await outer.Compile<Func<int, ValueTask<int>>>(named)(1));
        Assert.Equal("inner/second", thrown.Data[FailureData.NodePath]);
    }
}
