using Hypergraph.Hosting;

namespace Hypergraph.Durability.Tests;

/// <summary>Parts of calls that other processes run.</summary>
public sealed class PartTests
{
    private static readonly Graph Graph = new("g", [Node.Create((int x) => x + 1, "y").AtMostOnce()]);

    private readonly InMemoryRunStore _store = new(new RunStoreOptions { Durability = DurabilityMode.Sync });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Part_of_a_call_that_has_lost_its_lease_Is_refused_Before_it_runs_anything()
    {
        RunJournal call = await OpenAsync();
        ReadOnlyMemory<byte> ticket = call.Share(1);
        StoredRun run = (await _store.FindAsync("map", Token))!;
        _ = await _store.TryAcquireAsync("map", run.Lease, "another call", Token);

        await Assert.ThrowsAsync<LeaseLostException>(async () => await JoinAsync(ticket, isRepeated: false));
        await call.EndAsync(RunStatus.Stopped, error: null).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task Part_that_another_process_began_Pauses_at_the_node_of_its_item()
    {
        RunJournal call = await OpenAsync();
        ReadOnlyMemory<byte> ticket = call.Share(1);
        RunJournal first = await JoinAsync(ticket, isRepeated: false);
        await first.BeginAsync("[1]/y");

        RunJournal second = await JoinAsync(ticket, isRepeated: true);

        RunPause pause = Assert.Single(second.UnknownOutcomes);
        Assert.Equal(("y", 0), (pause.NodePath, pause.ItemPath.Count));
        Assert.Empty(first.UnknownOutcomes);
        await first.EndAsync(RunStatus.Failed, error: null);
        await second.EndAsync(RunStatus.Paused, error: null);
        await call.EndAsync(RunStatus.Paused, error: null);
        Assert.Equal("Begun [1]/y", await Stored.RecordsAsync(_store, "map"));
    }

    private ValueTask<RunJournal> OpenAsync() =>
        _store.OpenAsync(new JournalRequest("map", Graph, [("x", new[] { 1, 2 })], "x", new MapOptions { WorkflowId = "map" }), Token);

    private ValueTask<RunJournal> JoinAsync(ReadOnlyMemory<byte> ticket, bool isRepeated) =>
        ((IRunJournalSource)_store).JoinAsync(new JournalPart("map", 1, [("x", 2)], ticket, isRepeated), Token);
}
