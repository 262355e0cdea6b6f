namespace Hypergraph.Testing.Tests;

public sealed class FakeGraphRunnerTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    /// <summary>A node that must not run.</summary>
    private static readonly Graph Add = new("add", [Node.Create(int (int x, int y = 1) => throw new NotSupportedException(), output: "sum", name: "add")]);

    [Fact]
    public async Task Returns_Completes_the_run_with_the_outputs_and_records_the_call()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Returns(("sum", 42));

        RunResult result = await runner.RunAsync(Add, new { x = 2, y = 3 }, new RunOptions { MaxConcurrency = 7 });

        Assert.Equal((RunStatus.Completed, 42), (result.Status, result.Get<int>("sum")));
        FakeGraphCall call = Assert.Single(runner.Calls);
        Assert.Same(Add, call.Graph);
        Assert.Equal([("x", 2), ("y", 3)], call.Inputs);
        Assert.Equal(7, call.Options!.MaxConcurrency);
        Assert.Null(call.Over);
    }

    [Fact]
    public async Task Responses_Follow_each_other_and_the_last_repeats()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Throws(new TimeoutException()).Returns(("sum", 1)).Responds(inputs => [("sum", (int)inputs.Values["x"]! * 10)]);

        await Assert.ThrowsAsync<TimeoutException>(() => runner.RunAsync(Add, ("x", 1)));
        Assert.Equal(1, (await runner.RunAsync(Add, ("x", 2)))["sum"]);
        Assert.Equal(30, (await runner.RunAsync(Add, ("x", 3)))["sum"]);
        Assert.Equal(40, (await runner.RunAsync(Add, ("x", 4)))["sum"]);
    }

    [Fact]
    public async Task Throws_Is_in_the_result_if_failures_are_results()
    {
        var error = new TimeoutException();
        RunResult result = await new FakeGraphRunner().Throws(error).RunAsync(Add, [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue }, Token);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Same(error, result.Error);
        Assert.False(result.TryGet<int>("sum", out _));
    }

    [Fact]
    public async Task Returns_Without_an_output_of_a_branch_Leaves_it_missing()
    {
        var graph = new Graph("branch",
        [
            Node.IfElse((int x) => x > 0, then: "add", otherwise: Node.End, name: "is_positive"),
            Node.Create((int x) => x, output: "sum", name: "add"),
        ]);
        RunResult result = await new FakeGraphRunner().Returns().RunAsync(graph, ("x", 1));
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.False(result.TryGet<int>("sum", out _));
    }

    [Fact]
    public async Task MapAsync_Uses_a_response_for_each_item()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Responds(inputs => [("sum", (int)inputs.Values["x"]! + (int)inputs.Values["y"]!)]);

        MapResult result = await runner.MapAsync(Add, new { x = new[] { 1, 2 }, y = 10 }, over: "x");

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal([11, 12], result.Get<int>("sum"));
        Assert.Equal(["x"], Assert.Single(runner.Calls).Over!);
    }

    [Fact]
    public async Task MapAsync_Combines_mapped_inputs_as_the_options_say()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Responds(inputs => [("sum", (int)inputs.Values["x"]! + (int)inputs.Values["y"]!)]);

        MapResult result = await runner.MapAsync(Add, [("x", new[] { 1, 2 }), ("y", new[] { 10, 20 })], ["x", "y"], new MapOptions { Mode = MapMode.Product }, Token);

        Assert.Equal([11, 21, 12, 22], result.Get<int>("sum"));
    }

    [Fact]
    public async Task MapAsync_Reports_the_items_that_failed()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Returns(("sum", 5)).Throws(new TimeoutException());
        var options = new MapOptions { ErrorHandling = ErrorHandling.Continue };

        MapResult partial = await runner.MapAsync(Add, [("x", new[] { 1, 2 })], "x", options, Token);
        MapResult failed = await runner.MapAsync(Add, [("x", new[] { 3 })], "x", options, Token);

        Assert.Equal(RunStatus.Partial, partial.Status);
        Assert.Equal([5, null], partial.Get<int?>("sum"));
        Assert.Equal(1, Assert.Single(partial.Failures).Index);
        Assert.Equal(RunStatus.Failed, failed.Status);
        await Assert.ThrowsAsync<TimeoutException>(() => runner.MapAsync(Add, [("x", new[] { 4 })], "x", cancellationToken: Token));
    }

    [Fact]
    public async Task MapStreamAsync_Uses_a_response_for_each_item()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Responds(inputs => [("sum", (int)inputs.Values["x"]! + (int)inputs.Values["y"]!)]);
        List<(int?, object?)> results = [];

        await foreach (RunResult result in runner.MapStreamAsync(Add, [("y", 10)], "x", Numbers(), cancellationToken: Token))
        {
            results.Add((result.ItemIndex, result["sum"]));
        }

        Assert.Equal([(0, 11), (1, 12)], results);
        Assert.Equal(["x"], Assert.Single(runner.Calls).Over!);

        static async IAsyncEnumerable<int> Numbers()
        {
            yield return 1;
            await Task.Yield();
            yield return 2;
        }
    }

    [Fact]
    public async Task Start_Is_running_until_the_response_ends()
    {
        var release = new TaskCompletionSource();
        FakeGraphRunner runner = new FakeGraphRunner().Responds(async (_, token) =>
        {
            await release.Task.WaitAsync(token);
            return [("sum", 3)];
        });

        RunHandle<RunResult> run = runner.Start(Add, ("x", 1));
        Assert.Equal(RunStatus.Running, run.Status);
        release.SetResult();

        RunResult result = await run.Completion;
        Assert.Equal((RunStatus.Completed, run.RunId), (result.Status, result.RunId));
    }

    [Fact]
    public async Task Stop_Of_a_run_Lets_the_response_finish()
    {
        var release = new TaskCompletionSource();
        FakeGraphRunner runner = new FakeGraphRunner().Responds(async (_, _) =>
        {
            await release.Task;
            return [("sum", 3)];
        });

        RunHandle<RunResult> run = runner.Start(Add, ("x", 1));
        Assert.True(run.Stop());
        release.SetResult();

        RunResult result = await run.Completion;
        Assert.Equal((RunStatus.Stopped, 3), (result.Status, result.Get<int>("sum")));
    }

    [Fact]
    public async Task Stop_Lets_the_running_item_finish_and_starts_no_other()
    {
        var release = new TaskCompletionSource();
        FakeGraphRunner runner = new FakeGraphRunner().Responds(async (_, _) =>
        {
            await release.Task;
            return [("sum", 3)];
        });

        RunHandle<MapResult> map = runner.StartMap(Add, [("x", new[] { 1, 2 })], "x", cancellationToken: Token);
        Assert.True(map.Stop());
        Assert.False(map.Stop());
        release.SetResult();

        MapResult result = await map.Completion;
        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal([3, null], result.Get<int?>("sum"));
    }

    [Fact]
    public async Task Token_Cancels_the_response()
    {
        using var source = new CancellationTokenSource();
        FakeGraphRunner runner = new FakeGraphRunner().Responds(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [];
        });

        RunHandle<RunResult> run = runner.Start(Add, [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue }, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Completion);
        Assert.Equal(RunStatus.Stopped, run.Status);
    }

    [Fact]
    public async Task Inputs_Are_validated_as_by_every_runner()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Returns(("sum", 1));

        await Assert.ThrowsAsync<MissingInputException>(async () => await runner.RunAsync(Add, ("y", 1)));
        await Assert.ThrowsAsync<InvalidInputException>(async () => await runner.RunAsync(Add, ("x", "text")));
        await Assert.ThrowsAsync<InvalidInputException>(async () => await runner.MapAsync(Add, [("x", 1)], "x", cancellationToken: Token));
        Assert.Throws<InvalidInputException>(() => runner.MapStreamAsync(Add, [("z", 1)], "x", AsyncEnumerable.Empty<int>(), cancellationToken: Token));
        Assert.Empty(runner.Calls);
    }

    [Fact]
    public async Task Response_That_does_not_fit_the_graph_Is_rejected()
    {
        var continues = new RunOptions { ErrorHandling = ErrorHandling.Continue };
        Assert.Equal(
            "The code under test runs graph 'add', but the runner has no response. Add one with Returns, Throws or Responds.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeGraphRunner().RunAsync(Add, [("x", 1)], continues, Token))).Message);
        Assert.Equal(
            "A response has an output 'sun', but graph 'add' has none. Outputs: 'sum'.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeGraphRunner().Returns(("sun", 1)).RunAsync(Add, [("x", 1)], continues, Token))).Message);
        Assert.Equal(
            "A response has no output 'sum', but graph 'add' produces it in every run that completes: no gate decides about it. Add it to the response.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeGraphRunner().Returns().RunAsync(Add, [("x", 1)], continues, Token))).Message);
        Assert.Equal(
            "A response has the output 'sum' as string, but graph 'add' produces int.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeGraphRunner().Returns(("sum", "1")).RunAsync(Add, [("x", 1)], continues, Token))).Message);
        Assert.Equal(
            "A response has the output 'sum' as null, but graph 'add' produces int.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeGraphRunner().Returns(("sum", null)).RunAsync(Add, [("x", 1)], continues, Token))).Message);
    }

    [Fact]
    public async Task Response_With_a_type_of_several_parts_Is_rejected_in_the_syntax_of_C_sharp()
    {
        var graph = new Graph("g", [Node.Create(Dictionary<string, int?[]> (int x) => [], output: "map", name: "make")]);
        Assert.Equal(
            "A response has the output 'map' as List<Uri[,]>, but graph 'g' produces Dictionary<string, int?[]>.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new FakeGraphRunner().Returns(("map", new List<Uri[,]>())).RunAsync(graph, ("x", 1)))).Message);
    }

    [Fact]
    public async Task Events_Of_a_handle_Are_rejected_when_they_are_read()
    {
        RunHandle<RunResult> run = new FakeGraphRunner().Returns(("sum", 1)).Start(Add, ("x", 1));
        Assert.Equal(
            "A FakeGraphRunner creates no events. To test code that reads events, use AsyncRunner with nodes replaced by Graph.Replace.",
            (await Assert.ThrowsAsync<InvalidOperationException>(async () => await run.Events.FirstAsync(Token))).Message);
        await run.Completion;
    }
}
