using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>Threads that count alone for long, meet, and are looked at meanwhile, by threads that come and go.</summary>
public sealed class ThreadTests
{
    private const int Rounds = 20;
    private const int ItemsInATurn = 600;

    private readonly ProgressModel _model = new();

    [Fact]
    public async Task Apply_From_threads_that_take_turns_and_meet_While_others_look_Loses_nothing_and_never_goes_back()
    {
        using var over = new CancellationTokenSource();
        Task[] looks = [OnAThread(() => Look(over.Token)), OnAThread(() => Look(over.Token))];
        using var turns = new Barrier(2);
        await Task.WhenAll(OnAThread(() => Play(turns, turn: 0)), OnAThread(() => Play(turns, turn: 1)));
        await over.CancelAsync();
        await Task.WhenAll(looks);

        const int Items = 2 * Rounds * ItemsInATurn;
        Assert.All(_model.Snapshot().Runs, run => Assert.Equal(
            [$"g Progress {Items}/{Items} Done", $"  a {Items}/{Items} Done", $"  b {Items}/{Items} Done"],
            run.Rows.Select(ModelTest.Short)));
    }

    /// <summary>In each round one plays alone, then the other, then both at once.</summary>
    private void Play(Barrier turns, int turn)
    {
        try
        {
            RunScript map = new EventScript(_model.Apply, TimeProvider.System).Map(Graph("g", Node("a"), Node("b")), 2 * Rounds * ItemsInATurn);
            for (int step = 0; step < 3 * Rounds; step++)
            {
                turns.SignalAndWait();
                if (step % 3 == turn || step % 3 == 2)
                {
                    PlayItems(map);
                }
            }

            map.End();
        }
        finally
        {
            turns.RemoveParticipant();
        }
    }

    private static void PlayItems(RunScript map)
    {
        for (int i = 0; i < ItemsInATurn; i++)
        {
            RunScript item = map.Item();
            item.Nodes("a", "b");
            item.End();
        }
    }

    private void Look(CancellationToken over)
    {
        Dictionary<(RunId, string), long> done = [];
        while (!over.IsCancellationRequested)
        {
            foreach (ProgressRun run in _model.Snapshot().Runs)
            {
                foreach (ProgressRow row in run.Rows)
                {
                    Assert.InRange(row.Done, done.GetValueOrDefault((run.RunId, row.Path)), row.Total);
                    done[(run.RunId, row.Path)] = row.Done;
                }
            }

            _model.View(2);
        }
    }

    private static Task OnAThread(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
