using Hypergraph.Durability.KilledRun;
using Hypergraph.Durability.Tests;

namespace Hypergraph.Durability.Kill.Tests;

/// <summary>
/// A process that is killed at an event, and another that resumes its run. Some events of each case; all of them, of each store and mode, if the environment variable
/// <c>HYPERGRAPH_KILL_REPORT</c> names a file, to which each case appends its number of kills: see <c>.ci/kill-matrix</c>.
/// </summary>
public sealed class KillTests(StoreKinds stores)
{
    /// <summary>The number of events of a case at which it is killed, by mode, unless all are.</summary>
    private static readonly Dictionary<DurabilityMode, int> Samples = new() { [DurabilityMode.Sync] = 1, [DurabilityMode.Batched] = 1 };

    private static readonly string? Report = Environment.GetEnvironmentVariable("HYPERGRAPH_KILL_REPORT");

    private static bool KillsAll => Report is not null;

    public static TheoryData<string, DurabilityMode, string> Cases()
    {
        var cases = new TheoryData<string, DurabilityMode, string>();
        foreach (string kind in new[] { "sqlite", "postgres" })
        {
            foreach (DurabilityMode mode in Enum.GetValues<DurabilityMode>())
            {
                foreach (DurableCase durable in DurableCases.All)
                {
                    if (KillsAll || mode == DurabilityMode.Sync || (kind == "sqlite" && Samples.ContainsKey(mode)))
                    {
                        cases.Add(kind, mode, durable.Name);
                    }
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Run_Of_a_killed_process_Resumes_to_the_same_end_And_runs_nothing_twice(string kind, DurabilityMode mode, string name)
    {
        DurableCase durable = DurableCases.Of(name);
        var counter = new EventCounter();
        string expected = await DurableCall.RunAsync(durable, store: null, new ExecutionLog(), isSynchronous: false, counter);
        int kills = 0;
        foreach (int killAt in KillsAll ? Enumerable.Range(1, counter.Count) : Sampled(counter.Count, kind == "sqlite" ? Samples[mode] : 1, name))
        {
            string address = await stores.NewAddressAsync(kind);
            string log = stores.NewFile();
            using (RunProcess process = RunProcess.Start(kind, address, mode, name, log, killAt))
            {
                // Concurrent nodes may make another number of events.
                (int exitCode, string output) = await process.EndAsync();
                Assert.True(exitCode == 137 || (exitCode == 0 && output == expected), $"exit code {exitCode}: {output}");
            }

            await using IRunStore store = await CaseStores.OpenAsync(kind, address, mode, TimeSpan.FromSeconds(15));
            HashSet<string> committed = await CommittedAsync(store);
            var resumed = new ExecutionLog();
            Assert.Equal(expected, await DurableCall.RunAsync(durable, store, resumed));
            Assert.Empty(resumed.Keys.Intersect(committed));
            Assert.Equal(resumed.Keys.Count, resumed.Keys.Distinct().Count());
            kills++;
        }

        if (Report is not null)
        {
            await File.AppendAllTextAsync(Report, $"{kind} {mode} {kills} {name}\n", TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Some numbers from 1 to the count, the same in each run of the test.</summary>
    private static IEnumerable<int> Sampled(int count, int samples, string name)
    {
        int offset = name.Sum(c => c) % Math.Max(1, count / samples);
        return Enumerable.Range(0, samples).Select(i => 1 + ((offset + (i * count / samples)) % count)).Distinct();
    }

    private static async Task<HashSet<string>> CommittedAsync(IRunStore store)
    {
        HashSet<string> committed = [];
        await foreach (RunRecord record in store.ReadAsync(DurableCall.Id, TestContext.Current.CancellationToken))
        {
            if (record.Kind is RunRecordKind.Completed or RunRecordKind.Question)
            {
                committed.Add(ExecutionLog.Of(DurableCall.Id, record.Key));
            }
        }

        return committed;
    }

    private sealed class EventCounter : EventProcessor
    {
        private int _count;

        public int Count => _count;

        public override void OnEvent(Event e) => Interlocked.Increment(ref _count);
    }
}
