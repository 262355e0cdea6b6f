using System.Runtime.CompilerServices;
using Hypergraph.Progress.Text;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>Items that have labels.</summary>
public sealed class ItemLabelTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void RunningItem_Is_the_one_that_has_been_in_flight_longest()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 4);
        Assert.Null(_test.Run.Rows[0].RunningItem);
        RunScript[] items = [map.Item(label: "a.csv"), map.Item(), map.Item(label: "c.csv"), map.Item(label: "d.csv")];

        List<string?> seen = [Running()];
        foreach (int i in new[] { 2, 0, 3, 1 })
        {
            items[i].End();
            seen.Add(Running());
        }

        Assert.Equal(["a.csv", "a.csv", "d.csv", null, null], seen);

        string? Running()
        {
            Assert.Null(_test.Run.Rows[1].RunningItem);
            return _test.Run.Rows[0].RunningItem;
        }
    }

    [Fact]
    public void Failure_Has_the_labels_of_its_items_And_numbers_where_there_are_none()
    {
        var row = new Graph("row", [Node.Create((string row) => row == "two" ? throw new FormatException("no number") : 1, output: "number", name: "parse_row")]);
        var file = new Graph("file", [row.AsNode("rows").MapOver(["row"], MapMode.Zip, ErrorHandling.Continue)]);
        var runner = new SyncRunner(new ModelFeed(_test.Model));
        var options = new MapOptions { ItemLabel = ItemLabel.Of<string[]>("row", rows => $"{rows[0]}.csv"), ErrorHandling = ErrorHandling.Continue };
        runner.Map(file, new { row = new[] { new[] { "one", "three" }, ["four", "two"] } }, "row", options);

        ProgressFailure failure = Assert.Single(_test.Run.Failures);
        Assert.Equal([1, 1], failure.Items);
        Assert.Equal(["four.csv", null], failure.ItemLabels);
        Assert.Equal("rows/parse_row [four.csv, item 1]: no number", Outcome.Sentence(failure));

        // The items of the inner map have none of their own.
        Assert.All(_test.Run.Rows, shown => Assert.Equal(shown.Path.Length == 0, shown.HasItemLabels));
    }

    [Fact]
    public void Failure_Without_labels_Has_numbers()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1);
        map.Item().Node("a").Fail("no");

        Assert.Empty(_test.Run.Failures[0].ItemLabels);
        Assert.Equal("a [item 0]: no", Outcome.Sentence(_test.Run.Failures[0]));
    }

    [Fact]
    public void Labels_Of_items_that_have_ended_Are_let_go()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 3);
        WeakReference[] ended = [Play(map, "first"), Play(map, "second")];
        RunScript last = map.Item(label: "last");
        GC.Collect();

        Assert.Equal("last", _test.Run.Rows[0].RunningItem);
        Assert.All(ended, label => Assert.False(label.IsAlive));
        last.End();
    }

    [Fact]
    public void Labels_Of_a_run_that_is_incomplete_Go_with_it()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 3);
        map.Item(label: "lost");
        map.End();

        Assert.Null(_test.Run.Rows[0].RunningItem);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Play(RunScript map, string name)
    {
        string label = $"{name} of many";
        map.Item(label: label).Nodes("a").End();
        return new WeakReference(label);
    }

    private sealed class ModelFeed(ProgressModel model) : EventProcessor
    {
        public override void OnEvent(Event e) => model.Apply(e);
    }
}
