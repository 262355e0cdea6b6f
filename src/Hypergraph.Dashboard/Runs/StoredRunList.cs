using Hypergraph.Dashboard.Json;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Runs;

/// <summary>The runs of the store, read again when a viewer asks and the last list is too old. A store that takes long is read less often, so that a viewer costs it a few percent of its time.</summary>
/// <param name="store">The store; null if there is none.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class StoredRunList(IRunStore? store, TimeProvider timeProvider) : IDisposable
{
    private const int MaxRuns = 500;

    private const int MaxShare = 20;

    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1);
    private IReadOnlyList<RunSummary> _runs = [];
    private long _readAt;
    private TimeSpan _maxAge = LeastAge;

    /// <summary>The store; null if there is none.</summary>
    public IRunStore? Store => store;

    /// <summary>Returns the most recently changed runs.</summary>
    public async ValueTask<IReadOnlyList<RunSummary>> ReadAsync(CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return [];
        }

        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_readAt == 0 || timeProvider.GetElapsedTime(_readAt) > _maxAge)
            {
                long start = timeProvider.GetTimestamp();
                _runs = await ListAsync(store, cancellationToken).ConfigureAwait(false);
                _readAt = timeProvider.GetTimestamp();
                TimeSpan spent = MaxShare * timeProvider.GetElapsedTime(start, _readAt);
                _maxAge = spent > LeastAge ? spent : LeastAge;
            }
        }
        catch (RunStoreException)
        {
            // The viewer keeps the last list, and the store may be back at the next reading.
            _readAt = timeProvider.GetTimestamp();
        }
        finally
        {
            _reading.Release();
        }

        return _runs;
    }

    /// <summary>Forgets the last list, because the page has changed a run.</summary>
    public void Invalidate() => _readAt = 0;

    public void Dispose() => _reading.Dispose();

    private static async Task<IReadOnlyList<RunSummary>> ListAsync(IRunStore store, CancellationToken cancellationToken)
    {
        var questions = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach ((string id, _) in store.ListQuestionsAsync(cancellationToken).ConfigureAwait(false))
        {
            questions[id] = questions.GetValueOrDefault(id) + 1;
        }

        List<RunSummary> runs = [];
        await foreach (StoredRun run in store.ListAsync(new RunQuery { Limit = MaxRuns }, cancellationToken).ConfigureAwait(false))
        {
            runs.Add(Summaries.Of(run, questions.GetValueOrDefault(run.Id)));
        }

        return runs;
    }
}
