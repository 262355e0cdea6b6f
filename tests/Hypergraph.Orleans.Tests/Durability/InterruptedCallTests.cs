using Hypergraph.Durability;
using Hypergraph.Durability.Tests;

namespace Hypergraph.Orleans.Tests.Durability;

/// <summary>A call on a cluster whose store fails at its n-th write, for each n, and that another call resumes.</summary>
public sealed class InterruptedCallTests(DurableCluster cluster) : IClassFixture<DurableCluster>
{
    public static TheoryData<string> Names() => [.. DurableCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_That_ends_at_any_write_Resumes_to_the_same_end_And_runs_nothing_twice(string name)
    {
        DurableCase durable = DurableCases.Of(name);
        cluster.Answer = durable.Answer;
        string expected = await DurableCall.RunAsync(durable, cluster.Runner, new ExecutionLog());
        bool hasCrashed = true;
        int crashes = 0;
        for (int n = 0; hasCrashed; n++)
        {
            var store = new InMemoryRunStore(new RunStoreOptions { Durability = n % 2 == 0 ? DurabilityMode.Sync : DurabilityMode.Batched });
            var crashing = new CrashingStore(store, n);
            cluster.Store.Current = crashing;
            _ = await Record.ExceptionAsync(() => DurableCall.RunAsync(durable, cluster.Durable, new ExecutionLog()));
            hasCrashed = crashing.HasCrashed || n % 2 == 1;
            crashes += crashing.HasCrashed ? 1 : 0;
            HashSet<string> committed = await Stored.CommittedAsync(store, DurableCall.Id);
            await Stored.ReleaseAsync(store, DurableCall.Id);

            cluster.Store.Current = store;
            var resumed = new ExecutionLog();
            Assert.Equal(expected, await DurableCall.RunAsync(durable, cluster.Durable, resumed));
            Assert.Empty(resumed.Keys.Intersect(committed));
            Assert.Equal(resumed.Keys.Count, resumed.Keys.Distinct().Count());

            var again = new ExecutionLog();
            Assert.Equal(expected, await DurableCall.RunAsync(durable, cluster.Durable, again));
            Assert.Empty(again.Keys);
        }

        Assert.True(crashes > 0);
    }
}
