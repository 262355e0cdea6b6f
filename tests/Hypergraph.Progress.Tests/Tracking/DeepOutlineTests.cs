using Hypergraph.Progress.Text;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>Graphs that are used twice in the next one, and graphs that are nested deeper than a stack is.</summary>
public sealed class DeepOutlineTests
{
    private readonly ModelTest _test = new();

    [Theory]
    [InlineData(22, 1L << 22)]
    [InlineData(60, int.MaxValue)]
    public void Graph_used_twice_in_the_next_Costs_what_is_seen(int levels, long rows)
    {
        GraphOutline outline = Doubling(levels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _test.Script.Run(outline);
        ProgressRunView folded = _test.Model.View(1).Runs[0];
        ProgressRunView view = _test.Model.View(levels + 10).Runs[0];

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(rows, folded.Lines[0].Fold![ProgressState.Waiting]);
        Assert.InRange(view.Lines.Count, levels + 5, levels + 10);
        Assert.Equal(rows, Math.Min(int.MaxValue, view.Lines.Sum(line => (long)(line.Fold?.Rows ?? 1))));
        Assert.InRange(_test.Run.Rows.Count, 100_000, 100_100);
    }

    [Fact]
    public void Graph_used_twice_in_the_next_Of_which_a_part_has_run_Is_counted_once()
    {
        RunScript run = _test.Script.Run(Doubling(3));
        _test.Model.View(4);
        NodeScript left = run.Node("left");
        RunScript inner = left.Run();
        inner.Node("right").Run().Node("left").Run().Nodes("leaf");

        ProgressView folded = _test.Model.View(3);
        Assert.Equal(8, folded.Runs[0].Lines.Sum(line => line.Fold?.Rows ?? 1));
        Assert.Equal(8, _test.Run.Rows.Count);
        run.End();
        folded = _test.Model.View(1);
        Assert.Equal("8 more (1 done, 7 skipped)", RowText.Summary(folded.Runs[0].Lines[0].Fold!));
    }

    [Fact]
    public void Graph_nested_deeper_than_the_stack_Has_rows_down_to_a_level()
    {
        GraphOutline outline = Graph("leaf", Node("leaf"));
        for (int i = 0; i < 100_000; i++)
        {
            outline = Graph($"g{i}", new NodeOutline { Name = "n", Kind = NodeKind.Graph, Graph = outline, IsMapped = i % 2 == 0 });
        }

        RunScript run = _test.Script.Run(outline);
        for (int i = 0; i < 1000; i++)
        {
            NodeScript node = run.Node("n");
            run = i % 2 == 0 ? node.Run() : node.Map(1).Item();
        }

        NodeScript deepest = run.Node("n");
        Assert.Equal(51, _test.Run.Rows.Count);
        Assert.Equal(10, _test.Model.View(10).Runs[0].Lines.Count);
        deepest.Fail();
        Assert.Empty(_test.Run.Failures);
    }

    [Fact]
    public void Graph_nested_deeper_than_the_stack_Can_be_run_with_progress()
    {
        const int Levels = 400;
        var graph = new Graph("g", [Node.Create((int x) => x + 1, output: "y", name: "leaf")]);
        for (int i = 0; i < Levels; i++)
        {
            graph = new Graph($"g{i}", [graph.AsNode("n")]);
        }

        using var test = new LiveTest(60, 20);
        RunResult result = new SyncRunner(test.Processor).Run(graph, new { x = 1 });
        Assert.Equal(2, result.Get<int>("y"));
        Assert.Contains("completed!", test.Text, StringComparison.Ordinal);
        Assert.Equal(2, test.Text.Split('\n').Length);
    }

    private static GraphOutline Doubling(int levels)
    {
        GraphOutline outline = Graph("leaf", Node("leaf"));
        for (int i = 0; i < levels; i++)
        {
            NodeOutline node = new() { Name = "left", Kind = NodeKind.Graph, Graph = outline };
            outline = Graph($"g{i}", node, node with { Name = "right" });
        }

        return outline;
    }
}
