using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>A thread that is interrupted while it waits for one that counts.</summary>
public sealed class InterruptedThreadTests
{
    [Fact]
    public async Task Snapshot_Interrupted_while_another_thread_counts_Leaves_the_model_free_for_all_others()
    {
        Exception? interruption = null;
        var clock = new CallingClock();
        var model = new ProgressModel(new ProgressModelOptions { TimeProvider = clock });

        ProgressRun[] seen = await Task.Run(() =>
        {
            // So many events in succession that this thread enters without the lock.
            var script = new EventScript(model.Apply, TimeProvider.System);
            CountItems(script, 1000);

            // The model reads the clock while it counts the start of a run.
            clock.Called = () => interruption = OutcomeOfInterrupted(() => model.Snapshot());
            CountItems(script, 2);
            return OnAnotherThread(() => model.Snapshot().Runs.ToArray());
        }).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.IsType<ThreadInterruptedException>(interruption);
        Assert.Equal(["g Progress 1000/1000 Done", "g Progress 2/2 Done"], seen.Select(run => ModelTest.Short(run.Rows[0])));
    }

    private static void CountItems(EventScript script, int count)
    {
        RunScript map = script.Map(Graph("g", Node("a")), count);
        for (int i = 0; i < count; i++)
        {
            RunScript item = map.Item();
            item.Nodes("a");
            item.End();
        }

        map.End();
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

    private static T OnAnotherThread<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Result;

    /// <summary>The system's clock. The next read of the wall clock calls something first.</summary>
    private sealed class CallingClock : TimeProvider
    {
        public Action? Called { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Action? called = Called;
            Called = null;
            called?.Invoke();
            return base.GetUtcNow();
        }
    }
}
