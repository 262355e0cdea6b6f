namespace Hypergraph.Durability.Testing.Checks;

/// <summary>A store as the cases use it: with short forms of writes, and lists in place of enumerations.</summary>
internal sealed class StoreClient(IRunStore store, CancellationToken cancellationToken)
{
    public IRunStore Store => store;

    public async Task AddAsync(StoredRun run, RunWrite? write = null) =>
        Check.True(await TryAddAsync(run, write).ConfigureAwait(false), $"that run '{Text.Shorten(run.Id)}' is added");

    public async Task<bool> TryAddAsync(StoredRun run, RunWrite? write = null) =>
        await store.TryAddAsync(run, write ?? RunWrite.Empty, cancellationToken).ConfigureAwait(false);

    public async Task<StoredRun?> FindAsync(string id) => await store.FindAsync(id, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns a run that must exist.</summary>
    public async Task<StoredRun> GetAsync(string id) =>
        await FindAsync(id).ConfigureAwait(false) ?? throw new CheckException($"Run '{Text.Shorten(id)}' is not found.");

    public async Task<RunLease> LeaseAsync(string id) => (await GetAsync(id).ConfigureAwait(false)).Lease;

    public async Task<List<StoredRun>> ListAsync(RunQuery? query = null)
    {
        List<StoredRun> runs = [];
        await foreach (StoredRun run in store.ListAsync(query ?? new RunQuery(), cancellationToken).ConfigureAwait(false))
        {
            runs.Add(run);
        }

        return runs;
    }

    public async Task<IEnumerable<string>> ListIdsAsync(RunQuery? query = null) => (await ListAsync(query).ConfigureAwait(false)).Select(run => run.Id);

    public async Task<long?> TryAcquireAsync(string id, RunLease observed, string owner) =>
        await store.TryAcquireAsync(id, observed, owner, cancellationToken).ConfigureAwait(false);

    public async Task<bool> TryRenewAsync(string id, long epoch) => await store.TryRenewAsync(id, epoch, cancellationToken).ConfigureAwait(false);

    public async Task AppendAsync(string id, long epoch, RunWrite write) =>
        Check.True(await TryAppendAsync(id, epoch, write).ConfigureAwait(false), $"that the holder of epoch {epoch} writes to run '{Text.Shorten(id)}'");

    public Task AppendAsync(string id, params RunRecord[] records) => AppendAsync(id, 1, Sample.Write(records));

    public async Task<bool> TryAppendAsync(string id, long epoch, RunWrite write) =>
        await store.TryAppendAsync(id, epoch, write, cancellationToken).ConfigureAwait(false);

    public async Task<List<RunRecord>> ReadAsync(string id)
    {
        List<RunRecord> records = [];
        await foreach (RunRecord record in store.ReadAsync(id, cancellationToken).ConfigureAwait(false))
        {
            records.Add(record);
        }

        return records;
    }

    public async Task<string> ValueAsync(string id, string hash) => Text.Of(await store.FindValueAsync(id, hash, cancellationToken).ConfigureAwait(false));

    public async Task<long?> MeasureAsync(string id) => await store.MeasureAsync(id, cancellationToken).ConfigureAwait(false);

    public async Task<List<string>> QuestionsAsync()
    {
        List<string> questions = [];
        await foreach ((string runId, RunRecord question) in store.ListQuestionsAsync(cancellationToken).ConfigureAwait(false))
        {
            questions.Add($"{runId}: {Text.Of(question)}");
        }

        return questions;
    }

    public async Task<bool> TryDeleteAsync(string id, RunLease observed) => await store.TryDeleteAsync(id, observed, cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
