namespace Hypergraph.Tests.Events;

/// <summary>The outputs of failed items in a map that continues past failures: the same for both runners.</summary>
public sealed class FailedItemTests
{
    [Fact]
    public async Task Failed_item_Its_other_outputs_Are_the_same_from_both_runners()
    {
        // How far the other nodes of a failed item get depends on timing in AsyncRunner; the arrays must not show it.
        var inner = new Graph("inner",
        [
            Node.Create(int (int x) => throw new InvalidOperationException("always"), "a", "fails"),
            Node.Create((int x) => x, "b", "other"),
            Node.Create((int b) => b, "c", "after"),
        ]);
        var outer = new Graph("outer", [inner.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]);
        RunResult sync = new SyncRunner().Run(outer, ("x", new[] { 1 }));
        RunResult one = await new AsyncRunner().RunAsync(outer, [("x", new[] { 1 })], new RunOptions { MaxConcurrency = 1 });
        RunResult many = await new AsyncRunner().RunAsync(outer, ("x", new[] { 1 }));
        Assert.Equal(EventSummary.Show(sync.Values), EventSummary.Show(one.Values));
        Assert.Equal(EventSummary.Show(sync.Values), EventSummary.Show(many.Values));
    }

    [Fact]
    public void Failed_item_Values_so_far_Are_null_in_the_arrays()
    {
        var inner = new Graph("inner",
        [
            Node.Create((int x) => x, "before", "first"),
            Node.Create((int before) => before % 2 == 0 ? before : throw new InvalidOperationException("odd"), "after", "second"),
        ]);
        var outer = new Graph("outer", [inner.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]);
        RunResult result = new SyncRunner().Run(outer, ("x", new[] { 2, 3 }));
        Assert.Equal([2, null], result.Get<int?[]>("after"));
        Assert.Equal([2, null], result.Get<int?[]>("before"));
    }
}
