using System.Runtime.CompilerServices;
using Hypergraph.Durability.Journals;

namespace Hypergraph.Durability.Runs;

/// <summary>Changes the records of a run that no call runs: it holds the run meanwhile, and leaves its status as it was.</summary>
internal static class RunEditor
{
    /// <summary>Changes a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="change">Returns what to append, for the run and its records.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static async Task ChangeAsync(IRunStore store, string id, Func<StoredRun, Dictionary<string, RunRecord>, ValueTask<RunEdit>> change, CancellationToken cancellationToken)
    {
        StoredRun run = await FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        RunLock held = await RunLock.AcquireAsync(store, run, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        await using ConfiguredAsyncDisposable renewals = held.ConfigureAwait(false);

        // The call that held the run before may have changed its status.
        run = await FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        var status = new RunStatusChange(run.Status, run.Error, IsReleased: true);
        try
        {
            RunEdit edit = await change(run, await RunRecords.ReadAsync(store, id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            RunWrite write = new()
            {
                Records = edit.Records,
                Values = edit.Values,
                Time = store.Options.TimeProvider.GetUtcNow(),
                StatusChange = edit.Reopens ? status with { Status = null, Error = null } : status,
            };
            await held.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await held.TryReleaseAsync(run).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns a run.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    public static async ValueTask<StoredRun> FindAsync(IRunStore store, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(id);
        return await store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
    }
}

/// <summary>A change of a run.</summary>
/// <param name="Records">The records to append.</param>
/// <param name="Reopens">Whether a run that has ended continues when it is called again.</param>
internal sealed record RunEdit(IReadOnlyList<RunRecord> Records, bool Reopens = false)
{
    /// <summary>The large values of the records, by hash.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Values { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();
}
