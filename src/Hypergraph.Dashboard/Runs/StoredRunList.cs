using Hypergraph.Dashboard.Json;
using Hypergraph.Durability;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard.Runs;

/// <summary>
/// The runs of the store, read again when a viewer asks and the last list is too old. A store that takes long is read less often, so that viewers cost it a few percent of its time, and no viewer waits
/// for it longer than a moment.
/// </summary>
/// <param name="store">The store; null if there is none.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="log">Receives the failures of the store.</param>
internal sealed partial class StoredRunList(IRunStore? store, TimeProvider timeProvider, ILogger<StoredRunList> log) : IDisposable
{
    private const int MaxRuns = 500;

    private const int MaxShare = 20;

    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(2);

    /// <summary>The longest time that a viewer waits for the first list.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _lock = new();
    private StoredRuns _runs = StoredRuns.None;
    private Task<StoredRuns>? _reading;
    private long? _readAt;
    private TimeSpan _maxAge = LeastAge;

    /// <summary>The store; null if there is none.</summary>
    public IRunStore? Store => store;

    /// <summary>Returns the most recently changed runs. A list that is read in the meantime is there at one of the next calls.</summary>
    public async ValueTask<StoredRuns> ReadAsync(CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return StoredRuns.None;
        }

        Task<StoredRuns> reading;
        lock (_lock)
        {
            bool isOld = _readAt is not { } readAt || timeProvider.GetElapsedTime(readAt) > _maxAge;
            if (_reading is null && isOld)
            {
                _reading = Task.Run(() => ReadAgainAsync(store), CancellationToken.None);
            }

            if (_reading is null || _runs != StoredRuns.None)
            {
                return _runs;
            }

            reading = _reading;
        }

        try
        {
            return await reading.WaitAsync(LongestWait, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return _runs;
        }
    }

    /// <summary>Forgets the age of the last list, because the page has changed a run.</summary>
    public void Invalidate()
    {
        lock (_lock)
        {
            _readAt = null;
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    /// <summary>Logs a failure of the store.</summary>
    /// <returns>The reason for the page.</returns>
    public string Report(Exception exception)
    {
        LogFailure(exception);
        return StoreFailure.ReasonOf(exception);
    }

    private async Task<StoredRuns> ReadAgainAsync(IRunStore of)
    {
        long start = timeProvider.GetTimestamp();
        StoredRuns runs;
        try
        {
            runs = await ListAsync(of, _disposed.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            runs = Failed(exception);
        }

        lock (_lock)
        {
            _runs = runs;
            _reading = null;
            _readAt = timeProvider.GetTimestamp();
            TimeSpan spent = MaxShare * timeProvider.GetElapsedTime(start, _readAt.Value);
            _maxAge = spent > LeastAge ? spent : LeastAge;
            return runs;
        }
    }

    /// <summary>The last list, with the failure. The store may be back at the next reading. A failure that lasts is logged once.</summary>
    private StoredRuns Failed(Exception exception)
    {
        string reason = StoreFailure.ReasonOf(exception);
        if (reason != _runs.Error && !_disposed.IsCancellationRequested)
        {
            LogFailure(exception);
        }

        return _runs with { Error = reason };
    }

    private async Task<StoredRuns> ListAsync(IRunStore of, CancellationToken cancellationToken)
    {
        DateTimeOffset readAt = timeProvider.GetUtcNow();
        var questions = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach ((string id, _) in of.ListQuestionsAsync(cancellationToken).ConfigureAwait(false))
        {
            questions[id] = questions.GetValueOrDefault(id) + 1;
        }

        List<RunSummary> runs = [];
        await foreach (StoredRun run in of.ListAsync(new RunQuery { Limit = MaxRuns + 1 }, cancellationToken).ConfigureAwait(false))
        {
            runs.Add(Summaries.Of(run, questions.GetValueOrDefault(run.Id)));
        }

        return new StoredRuns([.. runs.Take(MaxRuns)], readAt) { HasMore = runs.Count > MaxRuns };
    }

    [LoggerMessage(62, LogLevel.Error, "The store cannot be read, or not be written.")]
    private partial void LogFailure(Exception exception);
}
