using System.Diagnostics;
using System.Globalization;
using Hypergraph.Durability.KilledRun;

namespace Hypergraph.Durability.Kill.Tests;

/// <summary>Processes that run at once on one SQLite file. The environment variable <c>HYPERGRAPH_RUNS_PER_PROCESS</c> sets how many runs each has.</summary>
public sealed class ManyProcessesTests(StoreKinds stores)
{
    private const int Processes = 8;

    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("HYPERGRAPH_RUNS_PER_PROCESS") ?? "50", CultureInfo.InvariantCulture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_Of_8_processes_on_one_file_All_complete()
    {
        string file = await stores.NewAddressAsync("sqlite");
        long start = Stopwatch.GetTimestamp();
        RunProcess[] processes = [.. Enumerable.Range(0, Processes).Select(i => RunProcess.StartMany("sqlite", file, $"process-{i}", Runs))];
        foreach (RunProcess process in processes)
        {
            Assert.Equal((0, ManyRuns.Report(Runs)), await process.EndAsync());
            process.Dispose();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Processes * Runs} runs of {Processes} processes in {Stopwatch.GetElapsedTime(start)}, {new FileInfo(file).Length} bytes");
        await using IRunStore store = await CaseStores.OpenAsync("sqlite", file, DurabilityMode.Batched, TimeSpan.FromSeconds(15));
        HashSet<string> completed = await store.ListAsync(new RunQuery { Statuses = [RunStatus.Completed] }, Token).Select(run => run.Id).ToHashSetAsync(cancellationToken: Token);
        Assert.Equal(Enumerable.Range(0, Processes).SelectMany(p => Enumerable.Range(0, Runs).Select(i => ManyRuns.IdOf($"process-{p}", i))).ToHashSet(), completed);
        foreach (string id in completed)
        {
            Assert.Equal(["a", "b", "y"], await store.ReadAsync(id, Token).Select(record => record.Key).ToArrayAsync(Token));
        }
    }
}
