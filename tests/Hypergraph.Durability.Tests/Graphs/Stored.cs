namespace Hypergraph.Durability.Tests;

/// <summary>Short forms for tests of stored runs.</summary>
public static class Stored
{
    public static RunOptions Run(string id, ErrorHandling errorHandling = ErrorHandling.Raise) => new() { WorkflowId = id, ErrorHandling = errorHandling };

    public static MapOptions Map(string id, ErrorHandling errorHandling = ErrorHandling.Raise) => new() { WorkflowId = id, ErrorHandling = errorHandling };

    /// <summary>The records of a run: <c>Completed a, Question approve</c>.</summary>
    public static async Task<string> RecordsAsync(IRunStore store, string id)
    {
        List<string> records = [];
        await foreach (RunRecord record in store.ReadAsync(id, TestContext.Current.CancellationToken))
        {
            records.Add($"{record.Kind} {record.Key}");
        }

        return string.Join(", ", records);
    }

    /// <summary>The keys, as functions see them, of the executions of a run that have a record.</summary>
    public static async Task<HashSet<string>> CommittedAsync(IRunStore store, string id)
    {
        HashSet<string> committed = [];
        await foreach (RunRecord record in store.ReadAsync(id, TestContext.Current.CancellationToken))
        {
            committed.Add(ExecutionLog.Of(id, record.Key));
        }

        return committed;
    }

    /// <summary>Ends the lease of a run, as its process has ended.</summary>
    public static async Task ReleaseAsync(IRunStore store, string id)
    {
        StoredRun? run = await store.FindAsync(id, TestContext.Current.CancellationToken);
        if (run is { Lease.Owner: not null })
        {
            await store.TryAppendAsync(run.Id, run.Lease.Epoch, new RunWrite { StatusChange = new RunStatusChange(run.Status, run.Error, IsReleased: true) }, TestContext.Current.CancellationToken);
        }
    }
}
