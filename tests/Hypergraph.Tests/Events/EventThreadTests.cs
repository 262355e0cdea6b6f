namespace Hypergraph.Tests.Events;

/// <summary>Events of a synchronous run that come from other threads than the run's own.</summary>
public sealed class EventThreadTests
{
    private const int Threads = 4;
    private const int Reports = 200;

    /// <summary>The report on which the processor makes one itself.</summary>
    private const int Echoed = 50;

    private static long DoneOf(int thread, int report) => (thread * Reports) + report;

    [Fact]
    public void Run_Node_that_reports_from_several_threads_Has_one_order_of_events()
    {
        for (int round = 0; round < 20; round++)
        {
            NodeContext? used = null;
            var graph = new Graph("g", [Node.Create((int x, NodeContext context) => { used = context; ReportFromAll(context); return x; }, output: "y", name: "n")]);
            var seen = new RecordingProcessor(e =>
            {
                if (e is NodeProgressEvent { Total: null } progress && progress.Done % Reports == Echoed)
                {
                    used!.ReportProgress(progress.Done, total: -1);
                }
            });

            new SyncRunner(seen).Run(graph, ("x", 1));

            seen.Events.AssertWellFormed();
            Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
            NodeProgressEvent[] told = [.. seen.Events.OfType<NodeProgressEvent>()];
            Assert.Equal(Threads * (Reports + 1), told.Length);
            for (int thread = 0; thread < Threads; thread++)
            {
                Assert.Equal(
                    Enumerable.Range(0, Reports).Select(report => DoneOf(thread, report)),
                    told.Where(e => e.Total is null && e.Done / Reports == thread).Select(e => e.Done));
            }

            // What a processor causes follows what it was called with.
            Assert.All(
                told.Index().Where(e => e.Item.Total is not null),
                echo => Assert.Equal((echo.Item.Done, null), (told[echo.Index - 1].Done, told[echo.Index - 1].Total)));
        }
    }

    /// <summary>The run's own thread reports too; all begin together.</summary>
    private static void ReportFromAll(NodeContext context)
    {
        using var start = new Barrier(Threads);
        Thread[] others = [.. Enumerable.Range(1, Threads - 1).Select(i => new Thread(() => Report(i)))];
        foreach (Thread other in others)
        {
            other.Start();
        }

        Report(0);
        foreach (Thread other in others)
        {
            other.Join();
        }

        void Report(int thread)
        {
            start.SignalAndWait();
            for (int report = 0; report < Reports; report++)
            {
                context.ReportProgress(DoneOf(thread, report));
            }
        }
    }
}
