using System.Net;
using Hypergraph.Orleans.Coordination;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport.Results;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>Who gets what, and what is taken back.</summary>
public sealed class ItemDistributorTests
{
    private readonly ScriptedWorker _worker = new();
    private readonly SiloAddress _silo = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private readonly SiloRoster _roster;

    public ItemDistributorTests() => _roster = CreateRoster(own: "another");

    [Fact]
    public Task Two_assignments_fail_that_were_in_flight_Takes_their_items_back_once_though_the_silo_was_found_again() => GrainTurns.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 1);
        ItemDistributor distributor = await CreateAsync(ledger);
        Give(distributor, ledger, 0);
        Give(distributor, ledger, 1);

        _worker.Assignments[0].SetException(new TimeoutException());
        Assert.Equal((0, 2), (ledger.AssignedCount, ledger.UnfinishedCount));
        await _roster.DiscoverAsync(ledger.Spec);
        distributor.Distribute();
        Assert.Equal((2, 2), (ledger.AssignedCount, ledger.UnfinishedCount));
        _worker.Assignments[1].SetException(new TimeoutException());

        Assert.Equal((2, 2), (ledger.AssignedCount, ledger.UnfinishedCount));
        Assert.Single(_roster.Silos);
        Assert.Equal([1, 1], ledger.Items.Values.Select(i => i.SiloFailures));
        foreach (LedgerItem item in ledger.Items.Values)
        {
            var end = new LogEntry { Item = item.Item, Attempt = 2, Result = new WireResult { Status = RunStatus.Completed } };
            Assert.NotNull(ledger.Apply(end, _silo.ToParsableString()));
        }

        ledger.HasAllItems = true;
        Assert.True(ledger.IsEnded);
    });

    [Fact]
    public Task An_item_was_lost_Begins_again_only_when_the_caller_knows_who_has_it() => GrainTurns.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 1);
        ItemDistributor distributor = await CreateAsync(ledger);
        Give(distributor, ledger, 0);
        _worker.Assignments[0].SetException(new TimeoutException());
        await _roster.DiscoverAsync(ledger.Spec);

        distributor.Distribute();
        long entry = ledger.LogEnd - 1;
        distributor.StartDeferred(beforeEntry: entry);
        Assert.Single(_worker.Assignments);
        distributor.StartDeferred(beforeEntry: entry + 1);

        Assert.Equal(2, _worker.Assignments.Count);
    });

    [Fact]
    public Task A_silo_is_lost_with_an_item_that_was_held_back_Counts_no_loss() => GrainTurns.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 2);
        ItemDistributor distributor = await CreateAsync(ledger);
        Give(distributor, ledger, 0);
        distributor.StartDeferred(ledger.LogEnd);
        Give(distributor, ledger, 1);

        _worker.Assignments[0].SetException(new TimeoutException());

        Assert.Equal([1, 0], ledger.Items.Values.Select(i => i.SiloFailures));
        Assert.Single(_worker.Assignments);
    });

    [Fact]
    public Task An_item_that_may_end_silos_The_coordinator_s_own_is_the_last_Waits_for_another_and_fails_in_time() => GrainTurns.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 2);
        ItemDistributor distributor = await CreateAsync(ledger, isOwn: true);
        LedgerItem suspect = ledger.Add([new ItemInput { Item = 0, Values = [], SiloFailures = 2 }]).Single();
        distributor.Add(suspect);

        distributor.Distribute();
        Assert.Equal((ItemState.Waiting, 1), (suspect.State, ledger.UnfinishedCount));

        RunLedger impatient = Ledgers.Create(epoch: 2, silosTimeout: TimeSpan.Zero);
        ItemDistributor other = await CreateAsync(impatient, isOwn: true);
        other.Add(impatient.Add([new ItemInput { Item = 0, Values = [], SiloFailures = 2 }]).Single());
        other.Distribute();

        Assert.Empty(_worker.Assignments);
        Assert.Equal((0, 0), (impatient.AssignedCount, impatient.UnfinishedCount));
        Assert.Contains("the silo that ran item 0 failed 2 times", Assert.Single(impatient.Log).Result!.Error!.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task An_item_that_was_lost_once_The_coordinator_s_own_silo_is_the_last_Runs_there() => GrainTurns.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 2);
        ItemDistributor distributor = await CreateAsync(ledger, isOwn: true);
        distributor.Add(ledger.Add([new ItemInput { Item = 0, Values = [], SiloFailures = 1 }]).Single());

        distributor.Distribute();
        distributor.StartDeferred(ledger.LogEnd);

        Assert.Single(_worker.Assignments);
    });

    [Fact]
    public Task An_item_that_ended_its_silos_alone_has_failed_Clears_those_that_were_lost_along_with_it() => GrainTurns.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 1);
        ItemDistributor distributor = await CreateAsync(ledger);
        LedgerItem[] items = [.. ledger.Add([new ItemInput { Item = 0, Values = [], SiloFailures = 3 }, new ItemInput { Item = 1, Values = [], SiloFailures = 2 }])];
        Array.ForEach(items, distributor.Add);
        distributor.Distribute();
        distributor.StartDeferred(ledger.LogEnd);

        _worker.Assignments[0].SetException(new TimeoutException());

        Assert.Equal([ItemState.Ended, ItemState.Waiting], items.Select(i => i.State));
        Assert.Equal([4, 1], items.Select(i => i.SiloFailures));
        Assert.Contains("the silo that ran item 0 failed 4 times", ledger.Log[^1].Result!.Error!.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task Two_silos_are_left_Items_that_were_lost_Run_one_after_another_on_the_one_that_does_not_coordinate() => GrainTurns.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 1);
        SiloAddress own = SiloAddress.New(IPAddress.Loopback, 2, 1);
        ItemDistributor distributor = await CreateAsync(ledger, CreateRoster(own.ToParsableString(), _silo, own));
        LedgerItem[] items = [.. ledger.Add(Enumerable.Range(0, 3).Select(i => new ItemInput { Item = i, Values = [], SiloFailures = i < 2 ? 1 : 0 }))];
        Array.ForEach(items, distributor.Add);

        distributor.Distribute();
        distributor.StartDeferred(ledger.LogEnd);
        Assert.Equal([_silo.ToParsableString(), null, own.ToParsableString()], items.Select(i => i.Silo));
        _worker.Assignments[0].SetException(new TimeoutException());

        Assert.Equal([2, 1, 0], items.Select(i => i.SiloFailures));
        Assert.Equal([true, false, false], items.Select(i => i.WasLostAlone));
        Assert.Equal([null, own.ToParsableString(), own.ToParsableString()], items.Select(i => i.Silo));
    });

    private static void Give(ItemDistributor distributor, RunLedger ledger, long item)
    {
        distributor.Add(ledger.Add([new ItemInput { Item = item, Values = [] }]).Single());
        distributor.Distribute();
    }

    private Task<ItemDistributor> CreateAsync(RunLedger ledger, bool isOwn = false) =>
        CreateAsync(ledger, isOwn ? CreateRoster(own: _silo.ToParsableString()) : _roster);

    private static async Task<ItemDistributor> CreateAsync(RunLedger ledger, SiloRoster roster)
    {
        await roster.DiscoverInitialAsync(ledger.Spec, []);
        return new ItemDistributor(roster, ledger, () => { }, NullLogger.Instance);
    }

    private SiloRoster CreateRoster(string own) => CreateRoster(own, _silo);

    private SiloRoster CreateRoster(string own, params SiloAddress[] silos)
    {
        var known = silos.ToDictionary(s => s, _ => SiloStatus.Active);
        return new SiloRoster(
            Answering<ISiloStatusOracle>.With(_ => known), Answering<IGrainFactory>.With(_ => _worker), own, TimeSpan.FromMinutes(10), NullLogger.Instance);
    }
}
