using Hypergraph.Hosting;

namespace Hypergraph.Tests.Execution;

/// <summary>Runs that are items of a map that the caller distributes.</summary>
public sealed class ItemIndexTests
{
    private static Graph Place { get; } = new("place", [Node.Create((int x, NodeContext context) => context.ItemIndex ?? -1, output: "item", name: "place")]);

    [Fact]
    public async Task WithItemIndex_Is_the_item_of_functions_and_events_on_every_runner()
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunOptions options = new RunOptions { EventProcessors = [recorder] }.WithItemIndex(4);

        RunResult[] results =
        [
            new SyncRunner().Run(Place, [("x", 1)], options),
            await new SyncRunner().Start(Place, [("x", 1)], options).Completion,
            await new AsyncRunner().RunAsync(Place, [("x", 1)], options),
            await new AsyncRunner().Start(Place, [("x", 1)], options).Completion,
        ];

        Assert.Equal([4, 4, 4, 4], results.Select(result => result.Get<int>("item")));
        Assert.Equal(Enumerable.Repeat((int?)4, 16), recorder.Events.Select(e => e.ItemIndex));
    }

    [Fact]
    public async Task WithItemIndex_Null_Is_a_run_of_its_own()
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunOptions options = new RunOptions { EventProcessors = [recorder] }.WithItemIndex(4).WithItemIndex(null);

        Assert.Equal(-1, new SyncRunner().Run(Place, [("x", 1)], options)["item"]);
        Assert.Equal(-1, (await new AsyncRunner().RunAsync(Place, [("x", 1)], options))["item"]);
        Assert.All(recorder.Events, e => Assert.Null(e.ItemIndex));
    }
}
