using Hypergraph.Durability.KilledRun;
using Hypergraph.Durability.Tests;

namespace Hypergraph.Durability.Kill.Tests;

public sealed class SuspendedProcessTests(StoreKinds stores)
{
    private const int Lease = 300;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Process_That_wakes_up_after_its_lease_Cannot_write(string kind)
    {
        string address = await stores.NewAddressAsync(kind);
        string log = stores.NewFile();
        using RunProcess suspended = RunProcess.Start(kind, address, DurabilityMode.Sync, WaitingCase.Name, log, killAt: 0, Lease);
        await using IRunStore store = await CaseStores.OpenAsync(kind, address, DurabilityMode.Sync, TimeSpan.FromMilliseconds(Lease));
        await UntilAsync(() => File.Exists(log) && File.ReadAllLines(log).Length == 2);
        await SuspendAsync(suspended, store);

        // Another process waits for the end of the lease, and runs on.
        await File.WriteAllTextAsync(WaitingCase.GateOf(log), string.Empty, TestContext.Current.CancellationToken);
        var resumed = new ExecutionLog();
        string end = await DurableCall.RunAsync(WaitingCase.At(log), store, resumed);
        string records = await RecordsAsync(store);
        await suspended.SignalAsync("CONT");
        (int exitCode, string output) = await suspended.EndAsync();

        Assert.StartsWith("Completed: a=2, b=3, c=4", end, StringComparison.Ordinal);
        Assert.Equal(2, resumed.Keys.Count);
        Assert.Equal((3, $"The call no longer holds run '{DurableCall.Id}': another process has acquired it, or it was deleted. Nothing that the call did since is stored."), (exitCode, output));
        Assert.Equal("Completed a, Completed b, Completed c", records);
        Assert.Equal(records, await RecordsAsync(store));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Two_processes_With_one_id_Run_it_once(string kind)
    {
        string address = await stores.NewAddressAsync(kind);
        string log = stores.NewFile();
        using RunProcess first = RunProcess.Start(kind, address, DurabilityMode.Sync, WaitingCase.Name, log, killAt: 0);
        await UntilAsync(() => File.Exists(log) && File.ReadAllLines(log).Length == 2);
        using RunProcess second = RunProcess.Start(kind, address, DurabilityMode.Sync, WaitingCase.Name, log, killAt: 0);
        await using IRunStore store = await CaseStores.OpenAsync(kind, address, DurabilityMode.Sync, TimeSpan.FromSeconds(15));
        StoredRun run = (await store.FindAsync(DurableCall.Id, TestContext.Current.CancellationToken))!;
        await File.WriteAllTextAsync(WaitingCase.GateOf(log), string.Empty, TestContext.Current.CancellationToken);
        (int exitCode, string output) = await first.EndAsync();
        (int exitCodeOfSecond, string outputOfSecond) = await second.EndAsync();

        Assert.Contains($"process {first.Id} on ", run.Lease.Owner, StringComparison.Ordinal);
        Assert.Equal((0, 0, output), (exitCode, exitCodeOfSecond, outputOfSecond));
        Assert.Equal(3, (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Length);
    }

    /// <summary>Suspends a process at a moment at which it does not hold the store: SQLite locks a file for a write.</summary>
    private static async Task SuspendAsync(RunProcess process, IRunStore store)
    {
        for (bool isHeld = true; isHeld;)
        {
            await process.SignalAsync("STOP");
            await UntilAsync(() => process.IsStopped);
            StoredRun run = (await store.FindAsync(DurableCall.Id, TestContext.Current.CancellationToken))!;
            Exception? error = await Record.ExceptionAsync(() => store.TryDeleteAsync("no run", run.Lease, TestContext.Current.CancellationToken).AsTask());
            isHeld = error is RunStoreException { IsTransient: true };
            if (isHeld)
            {
                await process.SignalAsync("CONT");
            }
        }
    }

    private static async Task<string> RecordsAsync(IRunStore store)
    {
        List<string> records = [];
        await foreach (RunRecord record in store.ReadAsync(DurableCall.Id, TestContext.Current.CancellationToken))
        {
            records.Add($"{record.Kind} {record.Key}");
        }

        return string.Join(", ", records);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
