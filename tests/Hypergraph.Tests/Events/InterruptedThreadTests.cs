namespace Hypergraph.Tests.Events;

/// <summary>Threads that are interrupted while they wait for the run's own thread to leave a processor.</summary>
public sealed class InterruptedThreadTests
{
    [Fact]
    public async Task ReportProgress_Interrupted_while_another_thread_is_in_a_processor_Leaves_the_way_free_for_all_others()
    {
        List<Exception?> interruptions = [];
        NodeContext? used = null;
        var graph = new Graph("g", [Node.Create((int x, NodeContext context) => { used = context; Report(context); return x; }, output: "y", name: "n")]);
        var recorder = new RecordingProcessor(e =>
        {
            if (e is NodeProgressEvent { Done: 1 })
            {
                interruptions.Add(OutcomeOfInterrupted(() => used!.ReportProgress(10)));

                // The thread is inside, although another one has tried to enter. This event follows the current one.
                used!.ReportProgress(2);
                interruptions.Add(OutcomeOfInterrupted(() => used!.ReportProgress(10)));
            }
        });

        await Task.Run(() => new SyncRunner(recorder).Run(graph, ("x", 1)), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(2, interruptions.OfType<ThreadInterruptedException>().Count());
        recorder.Events.AssertWellFormed();
        Assert.Equal([1, 2, 3, 4], recorder.Events.OfType<NodeProgressEvent>().Select(e => e.Done));
        Assert.Equal((1, 0, 0), (recorder.Shutdowns, recorder.AfterShutdown, recorder.Overlaps));
    }

    /// <summary>The first report is from the run's thread, which causes the second, the third from another, and the fourth from the run's again.</summary>
    private static void Report(NodeContext context)
    {
        context.ReportProgress(1);
        var other = new Thread(() => context.ReportProgress(3)) { IsBackground = true };
        other.Start();
        other.Join();
        context.ReportProgress(4);
    }

    /// <summary>Interrupts a thread that cannot finish the action, and waits for its end.</summary>
    private static Exception? OutcomeOfInterrupted(Action action)
    {
        using var began = new ManualResetEventSlim();
        Exception? outcome = null;
        var thread = new Thread(() =>
        {
            began.Set();
            outcome = Record.Exception(action);
        })
        {
            IsBackground = true,
        };
        thread.Start();
        began.Wait();
        thread.Interrupt();
        thread.Join();
        return outcome;
    }
}
