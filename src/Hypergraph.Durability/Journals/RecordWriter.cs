using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Durability.Journals;

/// <summary>
/// Writes the records of a run in their order, one write at a time. Records that arrive during a write are the next write, so that concurrent nodes share it. When a write
/// begins is the matter of <see cref="DurabilityMode"/>.
/// </summary>
internal sealed class RecordWriter : IAsyncDisposable
{
    /// <summary>The number of records after which a batch is written without waiting for its time.</summary>
    private const int BatchSize = 1000;

    /// <summary>The number of waiting records from which a node waits for the store.</summary>
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly RunLock _run;
    private readonly RunStoreOptions _options;
    private readonly ITimer _timer;
    private List<RunRecord> _waiting = [];
    private Dictionary<string, ReadOnlyMemory<byte>>? _values;
    private TaskCompletionSource? _written;
    private TaskCompletionSource? _idle;
    private bool _isWriting;
    private bool _isTimed;
    private Exception? _error;

    public RecordWriter(RunLock run, RunStoreOptions options)
    {
        _run = run;
        _options = options;
        _timer = options.TimeProvider.CreateTimer(static state => ((RecordWriter)state!).WriteTimed(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The writer of a run; null for one that has ended and so has no lock.</summary>
    [return: NotNullIfNotNull(nameof(run))]
    public static RecordWriter? Of(RunLock? run, RunStoreOptions options) => run is null ? null : new RecordWriter(run, options);

    /// <summary>Why the last write failed, if it did.</summary>
    public Exception? Error
    {
        get
        {
            lock (_lock)
            {
                return _error;
            }
        }
    }

    /// <summary>Adds a record. The task completes when the record is stored with <see cref="DurabilityMode.Sync"/>, otherwise when it waits.</summary>
    /// <exception cref="LeaseLostException">The lease is lost.</exception>
    /// <exception cref="RunStoreException">The write failed, with <see cref="DurabilityMode.Sync"/>.</exception>
    public ValueTask AddAsync(in RunRecord record, Dictionary<string, ReadOnlyMemory<byte>>? values, bool mustBeStored = false)
    {
        _run.ThrowIfLost();
        lock (_lock)
        {
            Add(record, values);
            mustBeStored |= _options.Durability == DurabilityMode.Sync;
            bool isFull = _options.Durability == DurabilityMode.Batched && _waiting.Count >= BatchSize;
            if (_isWriting)
            {
                // The running write takes it next.
                return mustBeStored || (_waiting.Count >= MaxWaiting && _error is null) ? new ValueTask(Written()) : ValueTask.CompletedTask;
            }

            if (!mustBeStored && !isFull)
            {
                StartTimer();
                return ValueTask.CompletedTask;
            }

            _isWriting = true;
        }

        if (mustBeStored)
        {
            return WriteNextAsync();
        }

        _ = Task.Run(WriteAllAsync);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes all that waits. The task completes when it is stored.</summary>
    /// <exception cref="LeaseLostException">The lease is lost.</exception>
    /// <exception cref="RunStoreException">The write failed.</exception>
    public ValueTask FlushAsync()
    {
        lock (_lock)
        {
            if (_isWriting)
            {
                // The running write may have the caller's records, or the one that follows it.
                return new ValueTask(Written());
            }

            if (_waiting.Count == 0)
            {
                return ValueTask.CompletedTask;
            }

            _isWriting = true;
        }

        return WriteNextAsync();
    }

    /// <summary>Writes all that waits, with a last change of the run.</summary>
    /// <exception cref="LeaseLostException">The lease is lost.</exception>
    /// <exception cref="RunStoreException">The write failed.</exception>
    public async ValueTask EndAsync(RunStatusChange change)
    {
        while (TryBegin() is { } running)
        {
            await running.ConfigureAwait(false);
        }

        await WriteAsync(TakeWaiting(out _) with { StatusChange = change }).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    /// <summary>Begins the last write.</summary>
    /// <returns>Null if no other runs; otherwise a task that ends with it.</returns>
    private Task? TryBegin()
    {
        lock (_lock)
        {
            if (_isWriting)
            {
                return (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            _isWriting = true;
            return null;
        }
    }

    private void Add(in RunRecord record, Dictionary<string, ReadOnlyMemory<byte>>? values)
    {
        _waiting.Add(record);
        if (values is null)
        {
            return;
        }

        _values ??= new(StringComparer.Ordinal);
        foreach ((string hash, ReadOnlyMemory<byte> value) in values)
        {
            _values.TryAdd(hash, value);
        }
    }

    private Task Written() => (_written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void StartTimer()
    {
        if (_options.Durability == DurabilityMode.Batched && !_isTimed)
        {
            _isTimed = true;
            _timer.Change(_options.BatchInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private void WriteTimed()
    {
        lock (_lock)
        {
            _isTimed = false;
            if (_isWriting || _waiting.Count == 0)
            {
                return;
            }

            _isWriting = true;
        }

        _ = Task.Run(WriteAllAsync);
    }

    /// <summary>Writes what waits, on this thread. What has come meanwhile is written on the pool.</summary>
    private async ValueTask WriteNextAsync()
    {
        RunWrite write = TakeWaiting(out TaskCompletionSource? written);
        try
        {
            await WriteAsync(write).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Complete(written, exception);
            WriteRest(PutBack(write, exception));
            throw;
        }

        Complete(written, error: null);
        WriteRest(HasMore());
    }

    /// <summary>Writes on the pool what has come during a write.</summary>
    private void WriteRest(bool hasMore)
    {
        if (hasMore)
        {
            _ = Task.Run(WriteAllAsync);
        }
    }

    private async Task WriteAllAsync()
    {
        bool hasMore = true;
        while (hasMore)
        {
            RunWrite write = TakeWaiting(out TaskCompletionSource? written);
            Exception? error = null;
            try
            {
                await WriteAsync(write).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                error = exception;
            }

            Complete(written, error);
            hasMore = error is null ? HasMore() : PutBack(write, error);
        }
    }

    private static void Complete(TaskCompletionSource? written, Exception? error)
    {
        if (error is null)
        {
            written?.TrySetResult();
        }
        else
        {
            written?.TrySetException(error);
        }
    }

    /// <summary>Whether records wait, which this thread then writes; otherwise no write runs any more.</summary>
    private bool HasMore()
    {
        lock (_lock)
        {
            return EndWrite(_waiting.Count > 0 && (_written is not null || _options.Durability != DurabilityMode.Exit));
        }
    }

    /// <summary>
    /// Keeps records whose write has failed for the next write. With <see cref="DurabilityMode.Sync"/> their nodes have failed, and so has a node that may run at most once
    /// and could not begin.
    /// </summary>
    private bool PutBack(RunWrite write, Exception error)
    {
        lock (_lock)
        {
            if (_options.Durability == DurabilityMode.Sync)
            {
                return EndWrite(_waiting.Count > 0);
            }

            _waiting.InsertRange(0, write.Records.Where(record => record.Kind != RunRecordKind.Begun));
            foreach ((string hash, ReadOnlyMemory<byte> value) in write.Values)
            {
                (_values ??= new(StringComparer.Ordinal)).TryAdd(hash, value);
            }

            if (_options.Durability == DurabilityMode.Exit)
            {
                // No timer starts the next write.
                _written?.TrySetException(error);
                _written = null;
                _waiting.RemoveAll(record => record.Kind == RunRecordKind.Begun);
            }

            StartTimer();
            return EndWrite(hasMore: false);
        }
    }

    /// <summary>Ends a write.</summary>
    /// <param name="hasMore">Whether this thread writes again.</param>
    /// <returns>The same.</returns>
    private bool EndWrite(bool hasMore)
    {
        _isWriting = hasMore;
        if (hasMore)
        {
            return true;
        }

        _idle?.TrySetResult();
        _idle = null;
        if (_waiting.Count == 0)
        {
            _written?.TrySetResult();
            _written = null;
        }

        return false;
    }

    private RunWrite TakeWaiting(out TaskCompletionSource? written)
    {
        lock (_lock)
        {
            var write = new RunWrite { Records = _waiting, Time = _options.TimeProvider.GetUtcNow() };
            write = _values is null ? write : write with { Values = _values };
            written = _written;
            _written = null;
            _waiting = [];
            _values = null;
            return write;
        }
    }

    /// <summary>Writes. A store that is busy or cannot be reached is tried again, for as long as the lease lasts.</summary>
    private async ValueTask WriteAsync(RunWrite write)
    {
        long start = _options.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                await _run.WriteAsync(write, CancellationToken.None).ConfigureAwait(false);
                SetError(null);
                return;
            }
            catch (RunStoreException exception) when (exception.IsTransient && _options.TimeProvider.GetElapsedTime(start) < _options.LeaseDuration)
            {
                await Task.Delay(RetryInterval, _options.TimeProvider).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                SetError(exception);
                throw;
            }
        }
    }

    private void SetError(Exception? error)
    {
        lock (_lock)
        {
            _error = error;
        }
    }
}
