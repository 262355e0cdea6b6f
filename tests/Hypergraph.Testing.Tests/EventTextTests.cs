namespace Hypergraph.Testing.Tests;

public sealed class EventTextTests
{
    [Fact]
    public void Lines_Have_type_place_item_and_detail()
    {
        var recorder = new EventRecorder();
        new SyncRunner(recorder).Run(Graphs.Sum, new { lines = new[] { "1", "two" } });

        Assert.Equal(
            [
                "RunStart sum",
                "NodeStart rows",
                "RunStart parse (2 items)",
                "RunStart parse [0]",
                "NodeStart rows/has_text [0]",
                "RouteDecision rows/has_text [0] convert",
                "NodeEnd rows/has_text [0]",
                "NodeStart rows/convert [0]",
                "NodeEnd rows/convert [0]",
                "RunEnd parse [0] Completed",
                "RunStart parse [1]",
                "NodeStart rows/has_text [1]",
                "RouteDecision rows/has_text [1] convert",
                "NodeEnd rows/has_text [1]",
                "NodeStart rows/convert [1]",
                "NodeError rows/convert [1] System.FormatException",
                "RunEnd parse [1] Failed",
                "RunEnd parse Partial",
                "NodeEnd rows",
                "NodeStart add",
                "NodeEnd add",
                "RunEnd sum Completed",
            ],
            EventText.Of(recorder.Events));
    }

    [Fact]
    public void Lines_Of_reports_Have_their_numbers()
    {
        var recorder = new EventRecorder();
        Graph graph = new("reports",
        [
            Node.Create((NodeContext context) =>
            {
                context.ReportProgress(3, 10);
                context.ReportProgress(4);
                context.StreamChunk("a");
                context.StreamChunk("b");
            }, name: "load").WithInterceptors(new Cached()),
        ]);
        new SyncRunner(recorder).Run(graph);

        Assert.Equal(
            [
                "NodeAttemptStart load 1",
                "NodeProgress load 3/10",
                "NodeProgress load 4/?",
                "StreamingChunk load 0",
                "StreamingChunk load 1",
                "NodeAttemptEnd load 1 System.TimeoutException",
                "NodeAttemptStart load 2",
                "NodeAttemptEnd load 2",
                "CacheHit load",
                "NodeEnd load cached",
            ],
            EventText.Of(recorder.Events)[2..^1]);
    }

    [Fact]
    public async Task Lines_Of_streams_pauses_and_stops_Say_so()
    {
        var recorder = new EventRecorder();
        var runner = new AsyncRunner(recorder);
        await foreach (RunResult _ in runner.MapStreamAsync(Graphs.Chain, GraphInputs.Empty, "x", new[] { 1 }.ToAsyncEnumerable()))
        {
        }

        recorder.Events.AssertInOrder("RunStart chain (stream)", "NodeEnd second [0]");
        recorder.Clear();

        await runner.RunAsync(new Graph("review", [Node.Interrupt<bool>((string text) => text, output: "approved", name: "approve")]), ("text", "x"));
        recorder.Events.AssertExactly("RunStart review", "NodeStart approve", "Interrupt approve", "RunEnd review Paused");

        RunOptions options = new() { EventProcessors = [recorder] };
        recorder.Clear();
        await new AsyncRunner().RunUntilAsync(Graphs.Chain, [("x", 1)], "NodeStart first", options);
        Assert.Equal("StopRequested chain NodeStart first occurred.", EventText.Of(recorder.Events.AssertContains("StopRequested")));
    }

    private sealed class Cached : NodeInterceptor
    {
        public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            NodeAttempt attempt = call.StartAttempt();
            await call.InvokeAsync(cancellationToken);
            attempt.End(new TimeoutException());
            call.StartAttempt().End();
            return NodeOutputs.FromCache(new Dictionary<string, object?>(), "key");
        }
    }
}
