using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

public sealed class NodeContextTests
{
    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Progress_and_chunks_Are_told_between_the_start_and_the_end(string runner)
    {
        FunctionNode node = Node.Create(
            (int x, NodeContext context) =>
            {
                context.ReportProgress(1, 2);
                context.StreamChunk("a");
                context.ReportProgress(2);
                context.StreamChunk(null);
                return context.NodeName;
            },
            "y",
            "work");
        var events = new RecordingProcessor();

        RunResult result = await Both.OnAsync(runner, new Graph("g", [node]), new { x = 1 }, new RunOptions { EventProcessors = [events] });

        Assert.Equal("work", result["y"]);
        Assert.Equal(["x"], node.Inputs.Select(i => i.Name));
        Assert.Equal(
            ["run g", "+work", "progress work 1/2", "chunk work 0 a", "progress work 2/", "chunk work 1 ", "-work", "end g Completed"],
            EventSummary.Short(events.Events));
        events.Events.AssertWellFormed();
    }

    [Fact]
    public async Task Stream_Gives_its_items_as_chunks_and_as_a_list()
    {
        static async IAsyncEnumerable<int> Count(int n)
        {
            for (int i = 1; i <= n; i++)
            {
                await Task.Yield();
                yield return i * i;
            }
        }

        var events = new RecordingProcessor();
        var graph = new Graph("g", [Node.Create(Count, "squares", "count"), Node.Create((List<int> squares) => squares.Sum(), "sum", "sum")]);

        RunResult result = await new AsyncRunner(events).RunAsync(graph, new { n = 3 });

        Assert.Equal(14, result["sum"]);
        Assert.Equal(
            ["run g", "+count", "chunk count 0 1", "chunk count 1 4", "chunk count 2 9", "-count", "+sum", "-sum", "end g Completed"],
            EventSummary.Short(events.Events));
        Assert.Equal(4, events.Events.OfType<StreamingChunkEvent>().ElementAt(1).Chunk);
    }

    [Fact]
    public async Task Stream_that_is_called_again_Goes_on_counting_its_chunks()
    {
        static async IAsyncEnumerable<string> Words(string text)
        {
            await Task.Yield();
            yield return text;
        }

        var twice = new Around(async (_, token, next) =>
        {
            await next(token);
            return await next(token);
        });
        var events = new RecordingProcessor();
        RunResult result = await new AsyncRunner(events).RunAsync(new Graph([Node.Create(Words, "words", "w").WithInterceptors(twice)]), new { text = "hi" });

        Assert.Equal(["hi"], result.Get<List<string>>("words"));
        Assert.Equal(["chunk w 0 hi", "chunk w 1 hi"], EventSummary.Short(events.Events.OfType<StreamingChunkEvent>()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reports_after_the_node_s_end_Are_ignored(bool intercepted)
    {
        NodeContext? kept = null;
        FunctionNode node = Node.Create((int x, NodeContext context) => { kept = context; return x; }, "y", "a");
        node = intercepted ? node.WithInterceptors(Around.PassThrough) : node;
        FunctionNode next = Node.Create((int y) => { kept!.ReportProgress(1); kept.StreamChunk(1); return y; }, "z", "b");
        var events = new RecordingProcessor();

        await new AsyncRunner(events).RunAsync(new Graph("g", [node, next]), new { x = 1 });
        kept!.ReportProgress(2);

        Assert.Equal(["run g", "+a", "-a", "+b", "-b", "end g Completed"], EventSummary.Short(events.Events));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Context_In_an_item_Knows_which_and_each_execution_has_its_own(string runner)
    {
        FunctionNode node = Node.Create((string x, NodeContext context) => { context.StreamChunk(x); return context.ItemIndex; }, "index", "a");
        var events = new RecordingProcessor();

        MapResult result = await Both.MapOnAsync(
            runner, new Graph("g", [node]), new { x = new[] { "p", "q", "r" } }, "x", new MapOptions { EventProcessors = [events] });

        Assert.Equal([0, 1, 2], result.Get<int?>("index"));
        Assert.Equal(
            [(0, "p", 0L), (1, "q", 0L), (2, "r", 0L)],
            events.Events.OfType<StreamingChunkEvent>().OrderBy(e => e.ItemIndex).Select(e => (e.ItemIndex!.Value, (string)e.Chunk!, e.Index)));
        events.Events.AssertWellFormed();
    }

    [Fact]
    public void Context_Outside_a_map_Has_no_item_and_the_run_s_token()
    {
        using var source = new CancellationTokenSource();
        NodeContext? seen = null;
        new SyncRunner().Run(new Graph([Node.Create((int x, NodeContext context) => { seen = context; return x; }, "y")]), new { x = 1 }, cancellationToken: source.Token);

        Assert.Null(seen!.ItemIndex);
        Assert.Equal(source.Token, seen.CancellationToken);
        Assert.False(seen.IsStopRequested);
    }

    [Fact]
    public async Task Context_Says_when_the_run_is_asked_to_stop()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource();
        List<bool> seen = [];
        FunctionNode node = Node.Create(
            async (int x, NodeContext context) =>
            {
                seen.Add(context.IsStopRequested);
                started.SetResult();
                await goOn.Task;
                seen.Add(context.IsStopRequested);
                return x;
            },
            "y");
        RunHandle<RunResult> handle = new AsyncRunner().Start(new Graph([node]), new { x = 1 });
        await started.Task;
        handle.Stop();
        goOn.SetResult();
        await handle.Completion;

        Assert.Equal([false, true], seen);
    }
}
