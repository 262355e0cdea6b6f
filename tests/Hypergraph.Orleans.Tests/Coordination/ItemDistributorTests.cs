using System.Net;
using Hypergraph.Orleans.Coordination;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport.Results;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>The assignment of items to silos, and their reassignment.</summary>
public sealed class ItemDistributorTests
{
    private readonly ScriptedWorker _worker = new();
    private readonly SiloAddress _silo = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private readonly SiloRoster _roster;

    public ItemDistributorTests() => _roster = CreateRoster(own: "another");

    [Fact]
    public Task Items_Of_two_failed_assignments_Are_requeued_once_although_the_silo_was_found_again() => GrainScheduler.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 1);
        ItemDistributor distributor = await CreateAsync(ledger);
        AddAndDistribute(distributor, ledger, 0);
        AddAndDistribute(distributor, ledger, 1);

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
    public Task Item_Of_a_failed_silo_Restarts_only_when_the_caller_has_read_its_assignment() => GrainScheduler.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 1);
        ItemDistributor distributor = await CreateAsync(ledger);
        AddAndDistribute(distributor, ledger, 0);
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
    public Task Deferred_item_Of_a_failed_silo_Counts_no_failure() => GrainScheduler.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 2);
        ItemDistributor distributor = await CreateAsync(ledger);
        AddAndDistribute(distributor, ledger, 0);
        distributor.StartDeferred(ledger.LogEnd);
        AddAndDistribute(distributor, ledger, 1);

        _worker.Assignments[0].SetException(new TimeoutException());

        Assert.Equal([1, 0], ledger.Items.Values.Select(i => i.SiloFailures));
        Assert.Single(_worker.Assignments);
    });

    [Fact]
    public Task Suspect_When_only_the_coordinator_s_silo_remains_Waits_for_another_and_fails_after_the_timeout() => GrainScheduler.RunAsync(async () =>
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
    public Task Item_Of_one_failed_silo_Runs_on_the_coordinator_s_silo_if_it_is_the_only_one() => GrainScheduler.RunAsync(async () =>
    {
        RunLedger ledger = Ledgers.Create(epoch: 2);
        ItemDistributor distributor = await CreateAsync(ledger, isOwn: true);
        distributor.Add(ledger.Add([new ItemInput { Item = 0, Values = [], SiloFailures = 1 }]).Single());

        distributor.Distribute();
        distributor.StartDeferred(ledger.LogEnd);

        Assert.Single(_worker.Assignments);
    });

    [Fact]
    public Task Suspects_After_the_culprit_has_failed_Are_cleared() => GrainScheduler.RunAsync(async () =>
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
    public Task Retries_When_two_silos_remain_Run_one_after_another_on_the_one_without_the_coordinator() => GrainScheduler.RunAsync(async () =>
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
        Assert.Equal([true, false, false], items.Select(i => i.IsCulprit));
        Assert.Equal([null, own.ToParsableString(), own.ToParsableString()], items.Select(i => i.Silo));
    });

    private static void AddAndDistribute(ItemDistributor distributor, RunLedger ledger, long item)
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
        var statuses = silos.ToDictionary(s => s, _ => SiloStatus.Active);
        return new SiloRoster(
            InterfaceStub<ISiloStatusOracle>.With(_ => statuses), InterfaceStub<IGrainFactory>.With(_ => _worker), own, TimeSpan.FromMinutes(10), NullLogger.Instance);
    }
}
