using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class ViewTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void View_Of_rows_that_fit_Shows_them_all()
    {
        _test.Script.Run(Graph("g", Node("a"), Nested("n", Node("b"))));

        Assert.Equal(["a Waiting", "  b Waiting"], Lines(2));
    }

    [Fact]
    public void View_Of_a_long_chain_Folds_what_is_done_and_what_waits_Where_they_stand()
    {
        RunScript run = _test.Script.Run(Chain(12));
        run.Nodes("n0", "n1", "n2", "n3");
        run.Node("n4");

        Assert.Equal(["… 4 Done", "n4 Running", "… 7 Waiting"], Lines(3));
        Assert.Equal(["… 4 Done", "n4 Running", "n5 Waiting", "… 6 Waiting"], Lines(4));
        Assert.Equal(["… 4 Done", "n4 Running", "n5 Waiting", "n6 Waiting", "n7 Waiting", "… 4 Waiting"], Lines(6));
    }

    [Fact]
    public void View_With_too_few_lines_for_what_runs_Folds_that_too()
    {
        RunScript run = _test.Script.Run(Chain(4));
        run.Nodes("n0");
        run.Node("n1");
        run.Node("n2");

        Assert.Equal(["… 1 Waiting 2 Running 1 Done"], Lines(1));
        Assert.Equal(["… 1 Waiting 2 Running 1 Done"], Lines(2));
        Assert.Equal(["n0 Done", "n1 Running", "… 1 Waiting 1 Running"], Lines(3));
        Assert.Empty(Lines(0));
    }

    [Fact]
    public void View_Of_many_failures_and_many_running_Shows_some_of_each()
    {
        RunScript run = _test.Script.Run(Chain(100));
        for (int i = 0; i < 40; i++)
        {
            run.Node($"n{i}").Fail();
        }

        for (int i = 40; i < 80; i++)
        {
            run.Node($"n{i}");
        }

        string[] lines = Lines(12);
        Assert.Equal(12, lines.Length);
        Assert.Equal(["n0 Failed", "n1 Failed", "n2 Failed", "… 37 Failed"], lines[..4]);
        Assert.Equal(Enumerable.Range(40, 7).Select(i => $"n{i} Running"), lines[4..11]);
        Assert.Equal("… 20 Waiting 33 Running", lines[^1]);
    }

    [Fact]
    public void View_Of_nested_graphs_Opens_the_one_that_runs()
    {
        NodeOutline[] nested = [.. Enumerable.Range(0, 10).Select(i => Nested($"s{i}", Node("a"), Node("b"), Node("c")))];
        RunScript run = _test.Script.Run(Graph("g", nested));
        for (int i = 0; i < 4; i++)
        {
            NodeScript done = run.Node($"s{i}");
            RunScript inner = done.Run();
            inner.Nodes("a", "b", "c");
            inner.End();
            done.End();
        }

        RunScript open = run.Node("s4").Run();
        open.Nodes("a");
        open.Node("b");

        Assert.Equal(["… 12 Done", "  a Done", "  b Running", "  c Waiting", "… 15 Waiting"], Lines(5));
    }

    [Fact]
    public void View_Of_a_map_Never_loses_its_row()
    {
        RunScript map = _test.Script.Map(Chain(50), 2);
        map.Item().Nodes("n0", "n1");

        Assert.Equal(["g Progress Running"], Lines(1));
        Assert.Equal(["g Progress Running", "  … 48 Waiting 2 Running"], Lines(2));
        Assert.Equal(["g Progress Running", "  n0 Running", "  … 48 Waiting 1 Running"], Lines(3));
    }

    [Fact]
    public void View_Of_maps_in_a_run_Shows_their_rows_before_what_waits()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Mapped("m", Node("x"), Node("y")), Node("b"), Mapped("o", Node("z"), Node("w")), Node("c")));
        run.Nodes("a");
        RunScript item = run.Node("m").Map(3).Item();
        item.Node("x");

        Assert.Equal(
            ["a Done", "  m Progress Running", "    x Running", "    y Waiting", "b Waiting", "  o Progress Waiting", "    … 2 Waiting", "c Waiting"],
            Lines(8));
        Assert.Equal(["a Done", "  m Progress Running", "    x Running", "    y Waiting", "… 5 Waiting"], Lines(5));
    }

    [Fact]
    public void View_Of_several_runs_Shares_the_lines()
    {
        _test.Script.Run(Chain(2)).Nodes("n0");
        _test.Script.Map(Chain(30), 5).Item();
        _test.Script.Run(Chain(30)).Node("n7");

        ProgressView view = _test.Model.View(12);
        Assert.Equal([true, false, true], view.Runs.Select(run => run.HasHeading));
        Assert.Equal([2, 5, 3], view.Runs.Select(run => run.Lines.Count));
        Assert.Equal(["… 7 Waiting", "n7 Running", "… 22 Waiting"], Texts(view.Runs[2]));
        Assert.Null(view.OtherRuns);
    }

    [Fact]
    public void View_Of_more_runs_than_lines_Folds_the_later_ones()
    {
        for (int i = 0; i < 10; i++)
        {
            _test.Script.Run(Chain(3)).Nodes("n0");
        }

        ProgressView view = _test.Model.View(4);
        Assert.Equal(3, view.Runs.Count);
        Assert.All(view.Runs, run => Assert.False(run.HasHeading));
        Assert.All(view.Runs, run => Assert.Equal(["… 2 Waiting 1 Done"], Texts(run)));
        Assert.Equal((21, 14, 7), (view.OtherRuns!.Rows, view.OtherRuns[ProgressState.Waiting], view.OtherRuns[ProgressState.Done]));
    }

    [Fact]
    public void View_Of_five_thousand_rows_Makes_only_what_is_seen()
    {
        RunScript run = _test.Script.Run(Chain(5000));
        run.Nodes("n0");
        run.Node("n1");
        _test.Model.View(20);
        run.Node("n2");

        long before = GC.GetAllocatedBytesForCurrentThread();
        ProgressView view = _test.Model.View(20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Equal(20, view.Runs[0].Lines.Count);
    }

    [Fact]
    public void View_Of_fewer_than_no_lines_Is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => _test.Model.View(-1));

    private static GraphOutline Chain(int length) => Graph("g", [.. Enumerable.Range(0, length).Select(i => Node($"n{i}"))]);

    private string[] Lines(int maxLines) => Texts(_test.Model.View(maxLines).Runs[0]);

    private static string[] Texts(ProgressRunView run) => [.. run.Lines.Select(Text)];

    private static string Text(ProgressLine line)
    {
        string what = line.Row is { } row
            ? $"{row.Label} {row.State}"
            : $"… {string.Join(' ', Enum.GetValues<ProgressState>().Where(state => line.Fold![state] > 0).Select(state => $"{line.Fold![state]} {state}"))}";
        return new string(' ', 2 * line.Level) + what;
    }
}
