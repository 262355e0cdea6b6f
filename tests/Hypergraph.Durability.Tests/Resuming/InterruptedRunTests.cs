namespace Hypergraph.Durability.Tests;

/// <summary>A run that ends at its n-th record, for each n, and resumes.</summary>
public sealed class InterruptedRunTests
{
    public static TheoryData<string, DurabilityMode, bool> Cases()
    {
        var cases = new TheoryData<string, DurabilityMode, bool>();
        foreach (DurableCase durable in DurableCases.All)
        {
            foreach (DurabilityMode mode in Enum.GetValues<DurabilityMode>())
            {
                cases.Add(durable.Name, mode, false);
                if (durable.IsSynchronous)
                {
                    cases.Add(durable.Name, mode, true);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Run_That_ends_at_any_record_Resumes_to_the_same_end_And_runs_nothing_twice(string name, DurabilityMode mode, bool isSynchronous)
    {
        DurableCase durable = DurableCases.Of(name);
        string expected = await DurableCall.RunAsync(durable, store: null, new ExecutionLog(), isSynchronous);
        bool hasCrashed = true;
        int crashes = 0;
        for (int n = 0; hasCrashed; n++)
        {
            var store = new InMemoryRunStore(new RunStoreOptions { Durability = mode });
            var crashing = new CrashingStore(store, n);
            _ = await Record.ExceptionAsync(() => DurableCall.RunAsync(durable, crashing, new ExecutionLog(), isSynchronous));
            hasCrashed = crashing.HasCrashed;
            crashes += hasCrashed ? 1 : 0;
            HashSet<string> committed = await Stored.CommittedAsync(store, DurableCall.Id);
            await Stored.ReleaseAsync(store, DurableCall.Id);

            var resumed = new ExecutionLog();
            Assert.Equal(expected, await DurableCall.RunAsync(durable, store, resumed, isSynchronous));
            Assert.Empty(resumed.Keys.Intersect(committed));
            Assert.Equal(resumed.Keys.Count, resumed.Keys.Distinct().Count());

            var again = new ExecutionLog();
            Assert.Equal(expected, await DurableCall.RunAsync(durable, store, again, isSynchronous));
            Assert.Empty(again.Keys);
        }

        Assert.True(crashes > 0);
    }
}
