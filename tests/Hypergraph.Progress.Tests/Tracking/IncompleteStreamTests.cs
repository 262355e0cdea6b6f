using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class IncompleteStreamTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Unknown_spans_Are_ignored()
    {
        var kept = new List<Event>();
        RunScript lost = new EventScript(kept.Add, _test.Clock).Run(Graph("lost", Node("a"), Nested("n", Node("b"))));
        lost.Nodes("a");
        NodeScript n = lost.Node("n");
        n.Run().Nodes("b");
        n.End();
        lost.End();
        foreach (Event e in kept.Skip(1))
        {
            _test.Model.Apply(e);
        }

        Assert.Empty(_test.Model.Snapshot().Runs);
    }

    [Fact]
    public void Without_outline_Rows_appear_as_nodes_are_seen()
    {
        var script = new EventScript(e => _test.Model.Apply(e is RunStartEvent start ? start with { Outline = null } : e), _test.Clock);
        RunScript run = script.Run(Graph("g"));
        run.Nodes("a");
        RunScript map = run.Node("m").Map(2);
        map.Item().Nodes("x");

        Assert.Equal(["a 1/1 Done", "  m Progress 0/2 Running", "    x 1/2 Running"], _test.Rows);
    }

    [Fact]
    public void End_of_a_run_Closes_what_is_open_in_it()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Mapped("m", Node("x")), Nested("n", Node("y"))));
        run.Node("a");
        run.Node("m").Map(3).Item().Node("x");
        run.Node("n");
        run.End();

        Assert.Equal(["a 1/1 Done", "  m Progress 1/1 Done", "    x 1/1 Done", "  y 0/0 Skipped"], _test.Rows);
    }

    [Fact]
    public void Events_after_the_end_Change_nothing()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        NodeScript a = run.Node("a");
        run.End();
        a.End();
        run.End(RunStatus.Failed);
        run.Nodes("a");

        Assert.Equal(["a 1/1 Done"], _test.Rows);
        Assert.Equal(RunStatus.Completed, _test.Run.Status);
    }

    [Fact]
    public void Event_twice_Counts_once()
    {
        var twice = new EventScript(
            e =>
            {
                _test.Model.Apply(e);
                _test.Model.Apply(e);
            },
            _test.Clock);
        RunScript map = twice.Map(Graph("g", Node("a")), 2);
        RunScript item = map.Item();
        item.Nodes("a");
        item.End();

        Assert.Equal(["g Progress 1/2 Running", "  a 1/2 Running"], _test.Rows);
    }
}
