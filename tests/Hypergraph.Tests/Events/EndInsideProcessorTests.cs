namespace Hypergraph.Tests.Events;

/// <summary>Runs whose last node ends inside a processor's call.</summary>
public sealed class EndInsideProcessorTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shutdown_A_run_ends_inside_a_processors_call_Comes_after_the_last_event(bool hasSibling)
    {
        // What waits for it continues inside SetResult.
        var goOn = new TaskCompletionSource();
        var processor = new Releasing(goOn);
        Task siblingEnded = hasSibling ? processor.SiblingEnded : Task.CompletedTask;
        Node last = Node.Create(
            async (int x, NodeContext context) =>
            {
                _ = siblingEnded.ContinueWith(_ => context.ReportProgress(1, 2), TaskScheduler.Default);
                await goOn.Task;
                return x;
            },
            output: "y",
            name: "last");
        Node[] sibling = hasSibling ? [Node.Create((int x) => x, output: "z", name: "sibling")] : [];

        RunResult result = await new AsyncRunner(processor).RunAsync(new Graph("g", [last, .. sibling]), new { x = 1 })
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(1, result.Get<int>("y"));
        Assert.Equal(["NodeEnd last", "RunEnd", "Shutdown"], processor.Seen[^3..]);
    }

    private sealed class Releasing(TaskCompletionSource goOn) : TypedEventProcessor
    {
        private readonly TaskCompletionSource _siblingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Seen { get; } = [];

        public Task SiblingEnded => _siblingEnded.Task;

        protected override void OnNodeProgress(NodeProgressEvent e) => goOn.SetResult();

        protected override void OnNodeEnd(NodeEndEvent e)
        {
            Seen.Add($"NodeEnd {e.NodeName}");
            if (e.NodeName == "sibling")
            {
                _siblingEnded.SetResult();
            }
        }

        protected override void OnRunEnd(RunEndEvent e) => Seen.Add("RunEnd");

        public override void Shutdown() => Seen.Add("Shutdown");
    }
}
