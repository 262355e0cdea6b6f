using Hypergraph.Orleans.Coordination;
using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>The end of runs that cannot continue.</summary>
public sealed class RunLedgerTests
{
    [Fact]
    public void Caller_Of_a_stream_that_times_out_Receives_a_failure_while_the_submitted_items_run_to_their_end()
    {
        RunLedger ledger = Ledgers.Create();
        _ = ledger.Add([new ItemInput { Item = 0, Values = [] }]).ToArray();

        ledger.TimeOutCaller();

        Assert.Equal((false, true, false), (ledger.IsEnding, ledger.HasAllItems, ledger.IsEnded));
        Assert.Null(ledger.FailureFor(isOwner: false));
        Assert.Contains("was silent for 60 s, so the run ended with the items that it had submitted", ledger.FailureFor(isOwner: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Caller_Of_a_map_that_times_out_Fails_the_map_only_if_it_lacks_items(int count, bool fails)
    {
        RunLedger ledger = Ledgers.Create(count: count);
        _ = ledger.Add([new ItemInput { Item = 0, Values = [] }]).ToArray();

        ledger.TimeOutCaller();

        Assert.Equal((fails, fails, fails), (ledger.IsEnding, ledger.IsCancelled, ledger.IsEnded));
        Assert.Equal(fails, ledger.FailureFor(isOwner: true) is not null);
    }

    [Fact]
    public void Run_Without_silos_Ends_and_is_cancelled()
    {
        RunLedger ledger = Ledgers.Create();

        ledger.FailForMissingSilos(["Silo a has another version."]);

        Assert.Equal((true, true, true), (ledger.IsEnding, ledger.IsCancelled, ledger.IsEnded));
        Assert.Equal($"No silo that can run graph 'graph' has been available for 60 s.{Environment.NewLine}Silo a has another version.", ledger.Failure);
    }
}
