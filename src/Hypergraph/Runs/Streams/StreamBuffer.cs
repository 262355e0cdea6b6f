using System.Numerics;
using Hypergraph.Runs.Outcomes;

namespace Hypergraph.Runs.Streams;

/// <summary>
/// The part of a stream that its map has in memory: items from being read until their results are consumed, never more
/// than its capacity. Under one lock it decides which worker runs an item, which one reads, and when the consumer
/// wakes. Slow work happens outside the lock, and so does adding results of completed items.
/// </summary>
internal sealed class StreamBuffer<T>
{
    private const long NoItem = -1;
    private const uint MaxCapacity = 1 << 30;

    private readonly Lock _lock = new();
    private readonly int _capacity;
    private readonly ResultOrder _order;
    private readonly int _maxInFlight;
    private readonly CancellationToken _cancellationToken;
    private readonly StreamOutcomeAggregator _outcomes;
    private readonly int _mask;
    private readonly T[] _items;
    private readonly StreamRingBuffer _results;
    private readonly ReusableWaitSource _wake = new();

    // The progress of the stream: freed <= dequeued, ended <= started, dequeued and started <= read, and
    // read <= freed + capacity. A dequeued result is freed when the next one is requested. An item ends with its batch.
    private long _freed;
    private long _ended;
    private long _started;
    private long _read;

    /// <summary>The number of batches in flight, each with one running item at a time.</summary>
    private int _batchesInFlight;

    /// <summary>The last item that may still begin, in the batches that have begun; all may until something ends the map.</summary>
    private long _lastToRun = long.MaxValue;

    /// <summary>Whether a batch has ended before all of its items have begun.</summary>
    private bool _hasSkippedItems;

    /// <summary>The position of the first result that is not returned because it ends the map.</summary>
    private long _endPosition = long.MaxValue;
    private Exception? _error;
    private int _workers;
    private bool _isStartingWorker;
    private bool _isReading;
    private bool _hasSourceEnded;
    private bool _isEnding;
    private bool _isWaiting;

    /// <summary>Whether the token was cancelled at the last check: once under each lock, so that all decisions agree.</summary>
    private bool _isCancelled;

    /// <param name="capacity">The number of items that may be read without their results having been consumed.</param>
    /// <param name="maxInFlight">The number of items that may run at once.</param>
    /// <param name="order">The order of the results.</param>
    /// <param name="errorHandling">What happens when an item fails.</param>
    /// <param name="cancellationToken">Once it is cancelled, nothing is read, started or returned.</param>
    public StreamBuffer(int capacity, int maxInFlight, ResultOrder order, ErrorHandling errorHandling, CancellationToken cancellationToken)
    {
        _capacity = (int)Math.Min((uint)capacity, MaxCapacity);
        _order = order;
        _maxInFlight = maxInFlight;
        _cancellationToken = cancellationToken;
        _outcomes = new StreamOutcomeAggregator(errorHandling);
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)_capacity);
        _mask = length - 1;
        _items = new T[length];
        _results = new StreamRingBuffer(length, order);
    }

    /// <summary>Whether the stream ended without items.</summary>
    public bool IsEmpty => _hasSourceEnded && _read == 0 && _error is null;

    /// <summary>Whether something other than an item has failed.</summary>
    public bool HasFailed => _error is not null;

    private bool IsEnding => _isEnding || _isCancelled;

    private bool IsIdle => _started == _ended && !_isReading;

    /// <summary>Whether every item of the stream has at least started.</summary>
    private bool IsExhausted => _hasSourceEnded && _started == _read && !_hasSkippedItems;

    private bool CanRun => _started < _read && _batchesInFlight < _maxInFlight && !IsEnding;

    private bool CanRead => !_isReading && !_hasSourceEnded && _read - _freed < _capacity && !IsEnding;

    private bool HasResult => _results.HasNext && _results.DequeuedCount < _endPosition && !IsCutOff;

    private bool IsCutOff => _isCancelled && !IsExhausted;

    private bool IsOver => IsIdle && !HasResult && (IsExhausted || IsEnding);

    /// <summary>The first work of a new worker.</summary>
    public StreamWork BeginWorker(StreamBatch<T> batch)
    {
        lock (_lock)
        {
            UpdateCancellation();
            _isStartingWorker = false;
            StreamWork work = NextWork(batch);
            WakeConsumerIfReady();
            return work;
        }
    }

    /// <summary>Whether an item of a batch in flight may begin.</summary>
    public bool MayRun(long position) => position <= Volatile.Read(ref _lastToRun) && !_cancellationToken.IsCancellationRequested;

    /// <summary>
    /// Adds the result of a completed item, without the lock, so that a batch enters the lock only once, and at
    /// once, because the next item may wait for what the caller does with this one.
    /// </summary>
    /// <param name="position">The item's position in the stream.</param>
    /// <param name="result">Its result.</param>
    public void AddResult(long position, RunResult result)
    {
        // A full fence too: either this thread sees that the caller waits, or the caller first sees the result.
        _ = _results.Add(position, result);
        if (!Volatile.Read(ref _isWaiting))
        {
            return;
        }

        lock (_lock)
        {
            UpdateCancellation();
            WakeConsumerIfReady();
        }
    }

    /// <summary>Adds the result of an item that did not complete.</summary>
    /// <param name="position">The item's position in the stream.</param>
    /// <param name="result">Its result.</param>
    /// <param name="endsMap">Whether it ends the map: nothing more is read or started, and the result is not returned.</param>
    public void AddIncompleteResult(long position, RunResult result, bool endsMap)
    {
        lock (_lock)
        {
            UpdateCancellation();
            long place = _results.Add(position, result);
            _outcomes.Add(place, result.Outcome);
            if (endsMap)
            {
                // In input order, preceding items of batches in flight still run, and their results are returned.
                _isEnding = true;
                _endPosition = Math.Min(_endPosition, place);
                _lastToRun = _order == ResultOrder.Input ? Math.Min(_lastToRun, position) : NoItem;
            }

            WakeConsumerIfReady();
        }
    }

    /// <summary>Ends a batch whose results have all been added, and returns the next work of its worker.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="run">The number of its items that ran.</param>
    /// <param name="unrun">The number of its items that did not.</param>
    public StreamWork EndBatch(StreamBatch<T> batch, int run, int unrun)
    {
        lock (_lock)
        {
            UpdateCancellation();
            if (batch.HasCompleted)
            {
                _outcomes.AddCompleted();
            }

            CompleteBatch(run, unrun);
            StreamWork work = NextWork(batch);
            WakeConsumerIfReady();
            return work;
        }
    }

    /// <summary>Ends the map because an item could not be run at all.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="count">The number of items of its batch.</param>
    public StreamWork FailBatch(Exception error, int count)
    {
        lock (_lock)
        {
            UpdateCancellation();
            CompleteBatch(run: 0, unrun: count);
            EndNow();
            _error ??= error;
            _workers--;
            WakeConsumerIfReady();
        }

        return default;
    }

    /// <summary>Stages an item for the reader until it is published with the items read before it.</summary>
    public void StageItem(int unpublished, T item) => _items[(_read + unpublished) & _mask] = item;

    /// <summary>Publishes the items read so far to other workers, before reading more.</summary>
    /// <returns>Whether one more worker has to be started.</returns>
    public bool Publish(int count)
    {
        lock (_lock)
        {
            UpdateCancellation();
            _read += count;
            return TryReserveWorker();
        }
    }

    /// <summary>Publishes the items read since the last call, and returns the next work of their reader.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="hasEnded">Whether there are no more.</param>
    /// <param name="batch">The reader's batch, which it may fill next.</param>
    /// <param name="error">The exception of the read, or null.</param>
    public StreamWork EndReading(int count, bool hasEnded, StreamBatch<T> batch, Exception? error = null)
    {
        lock (_lock)
        {
            UpdateCancellation();
            _isReading = false;
            _read += count;

            // A cancelled source has not reached its own end.
            _hasSourceEnded = hasEnded && !IsEnding;
            if (error is not null && !(IsEnding && error is OperationCanceledException))
            {
                _error ??= error;
                _hasSourceEnded = true;
            }

            StreamWork work = NextWork(batch);
            WakeConsumerIfReady();
            return work;
        }
    }

    /// <summary>
    /// Frees the slots of earlier results and dequeues the available ones, or prepares <see cref="WaitAsync"/> to wait for more.
    /// </summary>
    /// <param name="results">Where the results go.</param>
    /// <param name="isOver">Whether there will be no more results.</param>
    /// <param name="startsWorker">Whether one more worker has to be started.</param>
    /// <returns>The number of dequeued results.</returns>
    public int DequeueResults(RunResult[] results, out bool isOver, out bool startsWorker)
    {
        lock (_lock)
        {
            UpdateCancellation();
            _freed = _results.DequeuedCount;
            int count = DequeueInto(results);
            isOver = count == 0 && IsOver;
            startsWorker = TryReserveWorker();
            return count > 0 || isOver || !TryBeginWait() ? count : DequeueInto(results);
        }
    }

    /// <summary>Waits for results or the end of the map. Call it only after <see cref="DequeueResults"/> found no results.</summary>
    public ValueTask WaitAsync() => _wake.WaitAsync();

    /// <summary>Whether the caller's token ended the map before all of its items.</summary>
    public bool IsCancelled()
    {
        lock (_lock)
        {
            UpdateCancellation();
            return IsCutOff;
        }
    }

    /// <summary>Ends the map: nothing more is read, started or returned.</summary>
    public void End()
    {
        lock (_lock)
        {
            EndNow();
        }
    }

    /// <summary>Records the exception of closing the stream.</summary>
    public void Fail(Exception error) => _error ??= error;

    /// <summary>The outcome of the map, once completed.</summary>
    public RunOutcome Outcome()
    {
        lock (_lock)
        {
            UpdateCancellation();
            RunOutcome? cutShort =
                IsCutOff ? RunOutcome.Cancelled(_cancellationToken)
                : _error is not null ? new RunOutcome(RunStatus.Failed, _error)
                : IsExhausted ? null
                : RunOutcome.Stopped;
            return _outcomes.Outcome(cutShort);
        }
    }

    private int DequeueInto(RunResult[] results)
    {
        int count = 0;
        for (; count < results.Length && HasResult; count++)
        {
            results[count] = _results.Dequeue();
        }

        return count;
    }

    /// <summary>Prepares the caller to wait, unless a result has arrived.</summary>
    /// <returns>Whether one has arrived.</returns>
    private bool TryBeginWait()
    {
        _wake.Reset();
        _isWaiting = true;
        Interlocked.MemoryBarrier();
        _isWaiting = !HasResult;
        return !_isWaiting;
    }

    private void CompleteBatch(int run, int unrun)
    {
        _batchesInFlight--;
        _ended += run + unrun;
        _hasSkippedItems |= unrun > 0;
    }

    private void EndNow()
    {
        _isEnding = true;
        _endPosition = Math.Min(_endPosition, _results.DequeuedCount);
        _lastToRun = NoItem;
    }

    /// <summary>Runs the items that have been read, as many as the batch may have, before reading more.</summary>
    private StreamWork NextWork(StreamBatch<T> batch)
    {
        if (CanRun)
        {
            long position = _started;
            int count = (int)Math.Min(batch.NextCount, _read - position);
            for (int i = 0; i < count; i++)
            {
                // Its slot may be reused before it runs, when results are read in another order.
                ref T item = ref _items[(position + i) & _mask];
                batch.SetItem(i, item);
                item = default!;
            }

            _started += count;
            _batchesInFlight++;
            return new StreamWork(StreamWorkKind.Run, position, count, TryReserveWorker());
        }

        if (CanRead)
        {
            _isReading = true;
            return new StreamWork(StreamWorkKind.Read, Position: 0, (int)(_freed + _capacity - _read), TryReserveWorker());
        }

        _workers--;
        return default;
    }

    /// <summary>
    /// Whether there is work for one more worker. Workers start one at a time, each by the preceding one, so that
    /// fast items do not start more workers than there are processors.
    /// </summary>
    private bool TryReserveWorker()
    {
        // One more than the number of running items, because one worker may wait for the source.
        if (_isStartingWorker || _workers > _maxInFlight || !(CanRun || CanRead))
        {
            return false;
        }

        _isStartingWorker = true;
        _workers++;
        return true;
    }

    private void UpdateCancellation() => _isCancelled |= _cancellationToken.IsCancellationRequested;

    /// <summary>Wakes the waiting consumer, which continues on another thread, not under the lock.</summary>
    private void WakeConsumerIfReady()
    {
        if (_isWaiting && (HasResult || IsOver))
        {
            _isWaiting = false;
            _wake.Set();
        }
    }
}
