using CsCheck;

namespace Hypergraph.Progress.Tests;

public sealed class ViewProperties
{
    private static readonly ProgressState[] States = Enum.GetValues<ProgressState>();

    [Fact]
    public void View_Of_any_run_at_any_moment_Has_every_row_once_in_few_enough_lines() => Gen.Select(RandomGraphs.Runs, Gen.Int[1, 20]).Sample(
        (run, maxLines) => Play(run, test => AssertView(test.Model.View(maxLines), test.Run, maxLines)),
        iter: 300,
        print: run => $"{run}");

    [Fact]
    public void View_Asked_for_now_and_then_Is_that_of_a_model_that_was_never_asked() => Gen.Select(RandomGraphs.Runs, Gen.Int[2, 12]).Sample(
        (run, maxLines) =>
        {
            var rarely = new Random(run.Seed);
            var fresh = new ModelTest();
            ModelTest asked = Play(run, test =>
            {
                if (rarely.Next(5) == 0)
                {
                    test.Model.View(maxLines);
                }
            });
            Play(run, _ => { }, fresh);

            Assert.Equal(Lines(fresh.Model.View(maxLines).Runs[0]), Lines(asked.Model.View(maxLines).Runs[0]));
        },
        iter: 300,
        print: run => $"{run}");

    [Fact]
    public void View_Of_a_run_whose_events_or_outline_were_lost_Still_has_every_row_once() => Gen.Select(RandomGraphs.Runs, Gen.Int[1, 20], Gen.Bool, Gen.Bool).Sample(
        (run, maxLines, losesOutline, losesEvents) =>
        {
            var lossy = new Random(run.Seed);
            var test = new ModelTest();
            var script = new EventScript(
                e =>
                {
                    if (e.ParentSpanId is null || !losesEvents || lossy.Next(4) > 0)
                    {
                        test.Model.Apply(losesOutline && e is RunStartEvent start ? start with { Outline = null } : e);
                        AssertView(test.Model.View(maxLines), test.Run, maxLines);
                    }
                },
                test.Clock);
            new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize, run.IsStream);
        },
        iter: 300,
        print: run => $"{run}");

    private static ModelTest Play(RandomCall run, Action<ModelTest> afterEach, ModelTest? test = null)
    {
        test ??= new ModelTest();
        var script = new EventScript(
            e =>
            {
                test.Model.Apply(e);
                afterEach(test);
            },
            test.Clock);
        new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize, run.IsStream);
        return test;
    }

    private static void AssertView(ProgressView view, ProgressRun full, int maxLines)
    {
        ProgressRunView run = Assert.Single(view.Runs);
        Assert.Null(view.OtherRuns);
        Assert.False(run.HasHeading);
        Assert.InRange(run.Lines.Count, Math.Min(1, full.Rows.Count), maxLines);
        Assert.All(run.Lines, line => Assert.True(line.Row is null != line.Fold is null));
        Assert.All(run.Lines, line => Assert.True(line.Fold is null or { Rows: > 1 }));
        if (full.IsMap)
        {
            Assert.Equal("", run.Lines[0].Row!.Path);
        }

        if (full.Rows.Count <= maxLines)
        {
            Assert.Equal(full.Rows.Select(Short), run.Lines.Select(line => Short(line.Row!)));
        }

        if (maxLines > 1 || !full.IsMap)
        {
            AssertEveryRowOnce(run.Lines, full.Rows);
        }
    }

    /// <summary>A fold stands for the rows that come between those before and behind it.</summary>
    private static void AssertEveryRowOnce(IReadOnlyList<ProgressLine> lines, IReadOnlyList<ProgressRow> rows)
    {
        int next = 0;
        foreach (ProgressLine line in lines)
        {
            int count = line.Fold?.Rows ?? 1;
            ProgressRow[] meant = [.. rows.Skip(next).Take(count)];
            if (line.Fold is { } fold)
            {
                Assert.Equal(States.Select(state => meant.Count(row => row.State == state)), States.Select(state => fold[state]));
            }
            else
            {
                Assert.Equal(Short(meant[0]), Short(line.Row!));
                Assert.Equal(meant[0].Level, line.Level);
            }

            next += count;
        }

        Assert.Equal(rows.Count, next);
    }

    private static string[] Lines(ProgressRunView run) =>
        [.. run.Lines.Select(line => line.Row is { } row ? Short(row) : string.Join(' ', States.Select(state => line.Fold![state])))];

    private static string Short(ProgressRow row) => $"{row.Icon} {row.Path} {row.Done}/{row.Total} {row.State} {row.Running}";
}
