using System.Runtime.CompilerServices;
using System.Text;
using Hypergraph.Hosting;

namespace Hypergraph.Durability;

/// <summary>Stores runs in the memory of the process: for tests, and for runs that only have to survive failures and pauses. They end with the store.</summary>
/// <param name="options">How runs are stored; null for the defaults.</param>
public sealed class InMemoryRunStore(RunStoreOptions? options = null) : IRunStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _runs = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <inheritdoc/>
    public RunStoreOptions Options { get; } = options ?? new RunStoreOptions();

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(write);
        lock (_lock)
        {
            Check(cancellationToken);
            var entry = new Entry(run);
            if (!_runs.TryAdd(run.Id, entry))
            {
                return new(false);
            }

            entry.Append(write);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Check(cancellationToken);
            return new(_runs.GetValueOrDefault(id)?.Run);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredRun[] runs;
        lock (_lock)
        {
            Check(cancellationToken);
            runs = [.. _runs.Values.Select(entry => entry.Run).Where(run => IsIn(run, query)).OrderByDescending(run => run.Changed).ThenBy(run => run.Id, StringComparer.Ordinal).Take(query.Limit ?? int.MaxValue)];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (StoredRun run in runs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return run;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Check(cancellationToken);
            if (!_runs.TryGetValue(id, out Entry? entry) || entry.Run.Lease != observed)
            {
                return new((long?)null);
            }

            entry.Run = entry.Run with { Lease = new RunLease(observed.Epoch + 1, Renewals: 0, owner) };
            return new(entry.Run.Lease.Epoch);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Check(cancellationToken);
            if (Held(id, epoch) is not { } entry)
            {
                return new(false);
            }

            entry.Run = entry.Run with { Lease = entry.Run.Lease with { Renewals = entry.Run.Lease.Renewals + 1 } };
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        lock (_lock)
        {
            Check(cancellationToken);
            if (Held(id, epoch) is not { } entry)
            {
                return new(false);
            }

            entry.Append(write);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RunRecord[] records;
        lock (_lock)
        {
            Check(cancellationToken);
            records = _runs.GetValueOrDefault(id)?.Records.ToArray() ?? [];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach (RunRecord record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Check(cancellationToken);
            return new(_runs.GetValueOrDefault(id) is { } entry && entry.Values.TryGetValue(hash, out ReadOnlyMemory<byte> value) ? value : (ReadOnlyMemory<byte>?)null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Check(cancellationToken);
            return new(_runs.GetValueOrDefault(id)?.Size());
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string RunId, RunRecord Question)[] questions;
        lock (_lock)
        {
            Check(cancellationToken);
            questions =
            [
                .. from entry in _runs.Values.OrderBy(entry => entry.Run.Id, StringComparer.Ordinal)
                   where entry.Run.Status is null or RunStatus.Paused or RunStatus.Partial
                   from question in entry.OpenQuestions()
                   select (entry.Run.Id, question),
            ];
        }

        await Task.CompletedTask.ConfigureAwait(false);
        foreach ((string RunId, RunRecord Question) question in questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return question;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Check(cancellationToken);
            return new(_runs.TryGetValue(id, out Entry? entry) && entry.Run.Lease == observed && _runs.Remove(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => RunJournals.OpenAsync(this, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => RunJournals.JoinAsync(this, part, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _runs.Clear();
        }

        return ValueTask.CompletedTask;
    }

    private static bool IsIn(StoredRun run, RunQuery query) =>
        query.Statuses?.Contains(run.Status) != false
        && (query.GraphName is null || query.GraphName == run.GraphName)
        && !(run.Changed < query.ChangedSince)
        && !(run.Changed >= query.ChangedBefore);

    private void Check(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private Entry? Held(string id, long epoch) => _runs.TryGetValue(id, out Entry? entry) && entry.Run.Lease.Epoch == epoch ? entry : null;

    private sealed class Entry(StoredRun run)
    {
        public StoredRun Run { get; set; } = run;

        public List<RunRecord> Records { get; } = [];

        public Dictionary<string, ReadOnlyMemory<byte>> Values { get; } = new(StringComparer.Ordinal);

        public void Append(RunWrite write)
        {
            Records.AddRange(write.Records);
            foreach ((string hash, ReadOnlyMemory<byte> value) in write.Values)
            {
                Values.TryAdd(hash, value);
            }

            Run = Run with { Changed = write.Time > Run.Changed ? write.Time : Run.Changed };
            if (write.StatusChange is { } change)
            {
                Run = Run with { Status = change.Status, Error = change.Error, Lease = change.IsReleased ? Run.Lease with { Owner = null } : Run.Lease };
            }
        }

        public long Size() =>
            Encoding.UTF8.GetByteCount(Run.GraphShape) + Run.Inputs.Length
            + Records.Sum(record => (long)Encoding.UTF8.GetByteCount(record.Key) + record.Payload.Length)
            + Values.Values.Sum(value => (long)value.Length);

        public IEnumerable<RunRecord> OpenQuestions()
        {
            var last = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < Records.Count; i++)
            {
                last[Records[i].Key] = i;
            }

            return Records.Where((record, i) => record.Kind == RunRecordKind.Question && last[record.Key] == i);
        }
    }
}
