using System.Collections;

namespace Hypergraph.Tests.Execution;

/// <summary>Where a failure says that it happened: in results, in the exception's data, and of failures that a run continued past.</summary>
public class FailurePlaceTests
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    private static readonly MapOptions ContinueMap = new() { ErrorHandling = ErrorHandling.Continue };

    /// <summary>Files with rows, each of which is parsed: <c>files/rows/parse_row</c>.</summary>
    private static Graph Files(ErrorHandling rowErrors, ErrorHandling fileErrors, Func<int, int>? parse = null)
    {
        Func<int, int> body = parse ?? Even;
        var row = new Graph("row", [Node.Create((int cell) => body(cell), output: "value", name: "parse_row")]);
        var file = new Graph("file", [row.AsNode("rows").MapOver(["cell"], MapMode.Zip, rowErrors)]);
        return new Graph("all", [file.AsNode("files").MapOver(["cell"], MapMode.Zip, fileErrors)]);
    }

    private static int Even(int x) => x % 2 == 0 ? x : throw new FormatException($"odd {x}");

    private static object Cells(params int[][] cells) => new { cell = cells };

    private static string[] Texts(IEnumerable<RunFailure> failures) => [.. failures.Select(f => f.ToString())];

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_thrown_exception_Names_node_and_items_in_its_data(string runner)
    {
        var error = await Assert.ThrowsAsync<FormatException>(
            () => Both.OnAsync(runner, Files(ErrorHandling.Raise, ErrorHandling.Raise), Cells([2, 4, 6, 7])));

        Assert.Equal("odd 7", error.Message);
        Assert.Equal("files/rows/parse_row [item 0.3]", error.Data[FailureData.Location]);
        Assert.Equal("files/rows/parse_row", error.Data[FailureData.NodePath]);
        Assert.Equal("0.3", error.Data[FailureData.ItemPath]);
        Assert.Contains(nameof(Even), error.StackTrace, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_thrown_exception_outside_maps_Names_the_node_only(string runner)
    {
        var graph = new Graph([Node.Create((int x) => Even(x), output: "y", name: "check")]);

        var error = await Assert.ThrowsAsync<FormatException>(() => Both.OnAsync(runner, graph, new { x = 1 }));

        Assert.Equal("check", error.Data[FailureData.Location]);
        Assert.Equal("check", error.Data[FailureData.NodePath]);
        Assert.False(error.Data.Contains(FailureData.ItemPath));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_failed_result_Names_the_failure_with_its_place(string runner)
    {
        RunResult result = await Both.OnAsync(runner, Files(ErrorHandling.Raise, ErrorHandling.Raise), Cells([2], [4, 5]), Continue);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal("files/rows/parse_row", result.Failure!.NodePath);
        Assert.Equal([1, 1], result.Failure.ItemPath);
        Assert.Same(result.Error, result.Failure.Error);
        Assert.Equal(["files/rows/parse_row [item 1.1]: FormatException: odd 5"], Texts(result.Failures));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Failures_that_nested_maps_continue_past_Are_listed_by_a_completed_result(string runner)
    {
        RunResult result = await Both.OnAsync(runner, Files(ErrorHandling.Continue, ErrorHandling.Continue), Cells([1, 2], [4], [6, 7, 9]));

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.True(result.HasFailures);
        Assert.Null(result.Failure);
        Assert.Equal(
            [
                "files/rows/parse_row [item 0.0]: FormatException: odd 1",
                "files/rows/parse_row [item 2.1]: FormatException: odd 7",
                "files/rows/parse_row [item 2.2]: FormatException: odd 9",
            ],
            Texts(result.Failures));
        Assert.StartsWith("Completed with 3 failures: ", result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_result_without_failures_Has_none(string runner)
    {
        RunResult result = await Both.OnAsync(runner, Files(ErrorHandling.Continue, ErrorHandling.Continue), Cells([2]));

        Assert.False(result.HasFailures);
        Assert.Empty(result.Failures);
        Assert.StartsWith("Completed: ", result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_map_Lists_its_failed_items_and_what_failed_inside_others(string runner)
    {
        var row = new Graph("row", [Node.Create((int cell) => Even(cell), output: "value", name: "parse_row")]);
        var file = new Graph(
            "file",
            [
                row.AsNode("rows").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue),
                Node.Create((int size) => Even(size), output: "known", name: "measure"),
            ]);

        MapResult result = await Both.MapOnAsync(
            runner, file, new { cell = new int[][] { [2, 3], [4], [8] }, size = new[] { 2, 4, 5 } }, ["cell", "size"], ContinueMap);

        MapFailure failure = Assert.Single(result.Failures);
        Assert.Equal((2, "measure", "odd 5"), (failure.Index, failure.NodePath, failure.Error.Message));
        Assert.Equal([2], failure.ItemPath);
        Assert.Equal(["rows/parse_row [item 0.1]: FormatException: odd 3", "measure [item 2]: FormatException: odd 5"], Texts(result.AllFailures));
        Assert.Equal(["rows/parse_row [item 0.1]: FormatException: odd 3"], Texts(result[0].Failures));
        Assert.True(result[0].IsCompleted);
        Assert.False(result[1].HasFailures);
        Assert.Equal((RunStatus.Partial, 2, 1, true), (result.Status, result.CompletedCount, result.FailedCount, result.HasFailures));
        Assert.Equal("Partial: 2 of 3 items completed, 1 failed, 2 failures in all", result.ToString());
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task One_instance_thrown_by_several_items_Names_none_of_them(string runner)
    {
        var shared = new InvalidOperationException("always");
        Graph graph = Files(ErrorHandling.Continue, ErrorHandling.Continue, x => x % 2 == 0 ? x : throw shared);

        RunResult result = await Both.OnAsync(runner, graph, Cells([1, 2, 3]));

        Assert.Equal(["files/rows/parse_row [item 0.0]", "files/rows/parse_row [item 0.2]"], result.Failures.Select(f => f.Location));
        Assert.Equal("several places (see RunResult.Failures)", shared.Data[FailureData.Location]);
        Assert.False(shared.Data.Contains(FailureData.NodePath));
        Assert.False(shared.Data.Contains(FailureData.ItemPath));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task One_instance_thrown_by_two_calls_Names_the_place_of_the_last(string runner)
    {
        var shared = new InvalidOperationException("always");
        Graph graph = Files(ErrorHandling.Raise, ErrorHandling.Raise, x => x % 2 == 0 ? x : throw shared);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Both.OnAsync(runner, graph, Cells([2, 1])));
        Assert.Equal("files/rows/parse_row [item 0.1]", shared.Data[FailureData.Location]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Both.OnAsync(runner, graph, Cells([2], [1])));
        Assert.Equal("files/rows/parse_row [item 1.0]", shared.Data[FailureData.Location]);
        Assert.Equal("1.0", shared.Data[FailureData.ItemPath]);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task An_exception_whose_data_cannot_be_written_Is_thrown_as_it_is(string runner)
    {
        foreach (ClosedException error in new ClosedException[] { new(() => new ReadOnlyData()), new(() => null!), new(() => throw new NotSupportedException()) })
        {
            Graph graph = Files(ErrorHandling.Raise, ErrorHandling.Raise, _ => throw error);

            Assert.Same(error, await Assert.ThrowsAsync<ClosedException>(() => Both.OnAsync(runner, graph, Cells([1]))));
            Assert.Equal("files/rows/parse_row [item 0.0]", (await Both.OnAsync(runner, graph, Cells([1]), Continue)).Failure!.Location);
        }
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task What_an_interceptor_throws_Is_the_node_s_failure(string runner)
    {
        var interceptor = new Throwing();
        Graph inner = new("inner", [Node.Create((int x) => x, output: "y", name: "step")]);
        var graph = new Graph("outer", [inner.AsNode("nested")]);
        RunResult result = runner == "async"
            ? await new AsyncRunner { Interceptors = [interceptor] }.RunAsync(graph, new { x = 1 }, Continue)
            : new SyncRunner { Interceptors = [interceptor] }.Run(graph, new { x = 1 }, Continue);

        Assert.Equal("nested/step: InvalidOperationException: refused", Assert.Single(result.Failures).ToString());
    }

    [Fact]
    public async Task A_stream_map_Names_the_item_and_counts_what_failed_inside()
    {
        var row = new Graph("row", [Node.Create((int cell) => Even(cell), output: "value", name: "parse_row")]);
        var file = new Graph("file", [row.AsNode("rows").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue), Node.Create((int?[] value) => Even(value.Length), output: "n", name: "count")]);
        var events = new Events.RecordingProcessor();

        List<RunResult> results = [];
        await foreach (RunResult result in new AsyncRunner(events).MapStreamAsync(file, over: "cell", new Source<int[]>([[2, 3], [1], [4, 6]]), options: new MapStreamOptions { ErrorHandling = ErrorHandling.Continue }))
        {
            results.Add(result);
        }

        Assert.Equal(["rows/parse_row [item 0.1]"], results[0].Failures.Select(f => f.Location));
        Assert.Equal(["rows/parse_row [item 1.0]", "count [item 1]"], results[1].Failures.Select(f => f.Location));
        Assert.Equal("count [item 1]", results[1].Failure!.Location);
        Assert.False(results[2].HasFailures);
        Assert.Equal(3, events.Events.OfType<RunEndEvent>().Single(e => e.ParentSpanId is null).FailureCount);
    }

    [Fact]
    public async Task A_stream_map_that_raises_Throws_with_the_place()
    {
        var graph = new Graph([Node.Create((int x) => Even(x), output: "y", name: "check")]);

        var error = await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (RunResult result in new AsyncRunner().MapStreamAsync(graph, over: "x", new Source<int>([2, 4, 5])))
            {
                Assert.True(result.IsCompleted);
            }
        });

        Assert.Equal("check [item 2]", error.Data[FailureData.Location]);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task The_end_of_each_run_Counts_the_failures_in_it(string runner)
    {
        var events = new Events.RecordingProcessor();
        RunResult result = await Both.OnAsync(
            runner,
            Files(ErrorHandling.Continue, ErrorHandling.Continue),
            Cells([1, 2], [3, 5]),
            new RunOptions { EventProcessors = [events] });

        Assert.Equal(3, result.Failures.Count);
        RunEndEvent root = events.Events.OfType<RunEndEvent>().Single(e => e.ParentSpanId is null);
        Assert.Equal((RunStatus.Completed, 3), (root.Status, root.FailureCount));
        Assert.Equal([0, 1, 1, 1, 1, 1, 2, 2, 3, 3], events.Events.OfType<RunEndEvent>().Select(e => e.FailureCount).Order());
    }

    [Fact]
    public async Task A_resumed_run_Keeps_what_had_failed_before()
    {
        var row = new Graph("row", [Node.Create((int cell) => Even(cell), output: "value", name: "parse_row")]);
        var inner = new Graph(
            "inner",
            [
                row.AsNode("rows").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue),
                Node.Interrupt<int>((int?[] value) => value.Length, "answer", "ask"),
                Node.Create((int answer) => Even(answer), output: "end", name: "check"),
            ]);
        var graph = new Graph("outer", [inner.AsNode("files").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue)]);
        var runner = new AsyncRunner();

        RunResult paused = await runner.RunAsync(graph, Cells([1], [2, 3]));
        RunResult ended = await runner.ResumeAsync(paused, paused.Pauses.ToDictionary(p => p, p => (object?)(p.ItemPath[0] + 2)));

        Assert.Equal(RunStatus.Paused, paused.Status);
        Assert.Equal(["files/rows/parse_row [item 0.0]", "files/rows/parse_row [item 1.1]"], paused.Failures.Select(f => f.Location));
        Assert.Equal(RunStatus.Completed, ended.Status);
        Assert.Equal(
            ["files/rows/parse_row [item 0.0]", "files/rows/parse_row [item 1.1]", "files/check [item 1]"],
            ended.Failures.Select(f => f.Location));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_loop_over_its_limit_Fails_at_the_graph(string runner)
    {
        var loop = new Graph(
            "loop",
            [
                Node.Create((int count) => count + 1, output: "count", name: "increment"),
                Node.IfElse((int count) => count > 0, then: "increment", otherwise: Node.End, name: "again"),
            ],
            new GraphOptions { Entrypoints = ["increment"] });

        RunResult result = await Both.OnAsync(
            runner, new Graph("outer", [loop.AsNode("inside").RenameOutput("count", "last").MapOver("count")]), new { count = new[] { 0, 1 } }, Continue with { MaxIterations = 5 });

        Assert.IsType<IterationLimitException>(result.Error);
        Assert.Equal("inside [item 0]", result.Failure!.Location);
    }

    [Fact]
    public async Task A_cancelled_call_Has_no_failure()
    {
        using var source = new CancellationTokenSource();
        var graph = new Graph([Node.Create(
            async (int x, CancellationToken token) =>
            {
                await source.CancelAsync();
                token.ThrowIfCancellationRequested();
                return x;
            },
            output: "y")]);
        var events = new Events.RecordingProcessor();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AsyncRunner(events).RunAsync(graph, new { x = 1 }, cancellationToken: source.Token));

        Assert.False(error.Data.Contains(FailureData.Location));
        Assert.Equal(0, events.Events.OfType<RunEndEvent>().Single().FailureCount);
    }

    private sealed class Throwing : NodeInterceptor
    {
        public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken) => throw new InvalidOperationException("refused");
    }

    private sealed class ClosedException(Func<IDictionary> data) : Exception("closed")
    {
        public override IDictionary Data => data();
    }

    private sealed class ReadOnlyData : Hashtable
    {
        public override bool IsReadOnly => true;

        public override object? this[object key]
        {
            get => base[key];
            set => throw new NotSupportedException("read-only");
        }

        public override void Remove(object key) => throw new NotSupportedException("read-only");
    }
}
