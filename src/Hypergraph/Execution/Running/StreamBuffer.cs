using System.Numerics;

namespace Hypergraph;

/// <summary>
/// The part of a stream that its map has in memory: items from their being read to their results being taken, never more
/// than its capacity. It decides, under one lock, who runs which item, who reads on, and when the one who takes results
/// is woken. Everything slow happens outside of it, and so does the giving of results of items that completed.
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

    // How far the stream has come. What is freed is never ahead of what is taken, what has ended never of what has started,
    // and neither of what is read, which is at most the capacity ahead of what is freed. What is taken is freed when the next
    // is asked for. An item has ended with its share.
    private long _freed;
    private long _ended;
    private long _started;
    private long _read;

    /// <summary>The number of shares under way; in each, one item at a time.</summary>
    private int _batchesInFlight;

    /// <summary>The last item that may still begin, of those whose share has begun; all may until something ends the map.</summary>
    private long _lastToRun = long.MaxValue;

    /// <summary>Whether a share has ended before all of its items have begun.</summary>
    private bool _hasSkippedItems;

    /// <summary>The place of the first result that is not given because it ends the map.</summary>
    private long _endPosition = long.MaxValue;
    private Exception? _error;
    private int _workers;
    private bool _isStartingWorker;
    private bool _isReading;
    private bool _hasSourceEnded;
    private bool _isEnding;
    private bool _isWaiting;

    /// <summary>Whether the token was cancelled when this was last looked at: once under each lock, so that all it decides agrees.</summary>
    private bool _isCancelled;

    /// <param name="capacity">The number of items that may be read without their results having been taken.</param>
    /// <param name="maxUnderWay">The number of items that may run at once.</param>
    /// <param name="order">The order of the results.</param>
    /// <param name="onError">What happens when an item fails.</param>
    /// <param name="cancellationToken">Once it is cancelled, nothing is read, started or given.</param>
    public StreamBuffer(int capacity, int maxUnderWay, ResultOrder order, ErrorHandling onError, CancellationToken cancellationToken)
    {
        _capacity = (int)Math.Min((uint)capacity, MaxCapacity);
        _order = order;
        _maxInFlight = maxUnderWay;
        _cancellationToken = cancellationToken;
        _outcomes = new StreamOutcomeAggregator(onError);
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)_capacity);
        _mask = length - 1;
        _items = new T[length];
        _results = new StreamRingBuffer(length, order);
    }

    /// <summary>Whether the stream has turned out to have no items.</summary>
    public bool IsEmpty => _hasSourceEnded && _read == 0 && _error is null;

    /// <summary>Whether something other than an item has failed.</summary>
    public bool HasFailed => _error is not null;

    private bool IsEnding => _isEnding || _isCancelled;

    private bool IsIdle => _started == _ended && !_isReading;

    /// <summary>Whether every item that there will ever be has at least started.</summary>
    private bool IsExhausted => _hasSourceEnded && _started == _read && !_hasSkippedItems;

    private bool CanRun => _started < _read && _batchesInFlight < _maxInFlight && !IsEnding;

    private bool CanRead => !_isReading && !_hasSourceEnded && _read - _freed < _capacity && !IsEnding;

    private bool HasResult => _results.HasNext && _results.DequeuedCount < _endPosition && !IsCutOff;

    private bool IsCutOff => _isCancelled && !IsExhausted;

    private bool IsOver => IsIdle && !HasResult && (IsExhausted || IsEnding);

    /// <summary>What a worker that has just begun does first.</summary>
    public StreamWork BeginWorker(StreamBatch<T> share)
    {
        lock (_lock)
        {
            UpdateCancellation();
            _isStartingWorker = false;
            StreamWork turn = NextWork(share);
            WakeConsumerIfReady();
            return turn;
        }
    }

    /// <summary>Whether an item of a share that is under way may begin.</summary>
    public bool MayRun(long position) => position <= Volatile.Read(ref _lastToRun) && !_cancellationToken.IsCancellationRequested;

    /// <summary>
    /// Takes the result of an item that completed: without the lock, so that the items of a share take it once only, and at
    /// once, since the next item may wait for what the caller does with this one.
    /// </summary>
    /// <param name="position">The item's place in the stream.</param>
    /// <param name="result">Its result.</param>
    public void AddResult(long position, RunResult result)
    {
        // A full fence too: either this sees that the caller waits, or the caller sees the result before it does.
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

    /// <summary>Takes the result of an item that ended otherwise.</summary>
    /// <param name="position">The item's place in the stream.</param>
    /// <param name="result">Its result.</param>
    /// <param name="endsMap">Whether the map ends with it: nothing is read or started any more, and the result is not given.</param>
    public void AddIncompleteResult(long position, RunResult result, bool endsMap)
    {
        lock (_lock)
        {
            UpdateCancellation();
            long place = _results.Add(position, result);
            _outcomes.Add(place, result.Outcome);
            if (endsMap)
            {
                // In input order items before it, in shares that have begun, are still to run: their results are given.
                _isEnding = true;
                _endPosition = Math.Min(_endPosition, place);
                _lastToRun = _order == ResultOrder.Input ? Math.Min(_lastToRun, position) : NoItem;
            }

            WakeConsumerIfReady();
        }
    }

    /// <summary>Ends a share, all of whose results have been given, and says what its worker does next.</summary>
    /// <param name="share">The share.</param>
    /// <param name="run">The number of its items that ran.</param>
    /// <param name="unrun">The number of its items that did not.</param>
    public StreamWork EndBatch(StreamBatch<T> share, int run, int unrun)
    {
        lock (_lock)
        {
            UpdateCancellation();
            if (share.HasCompleted)
            {
                _outcomes.AddCompleted();
            }

            CompleteBatch(run, unrun);
            StreamWork turn = NextWork(share);
            WakeConsumerIfReady();
            return turn;
        }
    }

    /// <summary>Ends the map because an item could not be run at all.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="count">The number of items of its share.</param>
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

    /// <summary>Keeps an item for the one who reads, until it is published with those read before it.</summary>
    public void StageItem(int unpublished, T item) => _items[(_read + unpublished) & _mask] = item;

    /// <summary>Lets other workers have the items read so far, before reading on.</summary>
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

    /// <summary>Takes the items read since the last were published, and says what their reader does next.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="hasEnded">Whether there are no more.</param>
    /// <param name="share">The reader's share, which it may fill next.</param>
    /// <param name="error">What reading on threw, or null.</param>
    public StreamWork EndReading(int count, bool hasEnded, StreamBatch<T> share, Exception? error = null)
    {
        lock (_lock)
        {
            UpdateCancellation();
            _isReading = false;
            _read += count;

            // A source that was told to end has not come to its own end.
            _hasSourceEnded = hasEnded && !IsEnding;
            if (error is not null && !(IsEnding && error is OperationCanceledException))
            {
                _error ??= error;
                _hasSourceEnded = true;
            }

            StreamWork turn = NextWork(share);
            WakeConsumerIfReady();
            return turn;
        }
    }

    /// <summary>
    /// Frees the place of what was taken before and takes what is there, or makes <see cref="WaitAsync"/> wait for more.
    /// </summary>
    /// <param name="batch">Where the results go.</param>
    /// <param name="isOver">Whether there will be no more results.</param>
    /// <param name="startsWorker">Whether one more worker has to be started.</param>
    /// <returns>The number of results taken.</returns>
    public int DequeueResults(RunResult[] batch, out bool isOver, out bool startsWorker)
    {
        lock (_lock)
        {
            UpdateCancellation();
            _freed = _results.DequeuedCount;
            int count = DequeueInto(batch);
            isOver = count == 0 && IsOver;
            startsWorker = TryReserveWorker();
            return count > 0 || isOver || !TryBeginWait() ? count : DequeueInto(batch);
        }
    }

    /// <summary>Waits until there are results or there will be none. Only after <see cref="DequeueResults"/> has found none.</summary>
    public ValueTask WaitAsync() => _wake.WaitAsync();

    /// <summary>Whether the caller's token has ended the map before all of its items.</summary>
    public bool IsCancelled()
    {
        lock (_lock)
        {
            UpdateCancellation();
            return IsCutOff;
        }
    }

    /// <summary>Ends the map: nothing is read, started or given any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            EndNow();
        }
    }

    /// <summary>Notes what ending the stream threw.</summary>
    public void Fail(Exception error) => _error ??= error;

    /// <summary>What the map gave, once it is over.</summary>
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

    private int DequeueInto(RunResult[] batch)
    {
        int count = 0;
        for (; count < batch.Length && HasResult; count++)
        {
            batch[count] = _results.Dequeue();
        }

        return count;
    }

    /// <summary>Makes the caller wait, unless a result has come meanwhile.</summary>
    /// <returns>Whether one has.</returns>
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

    /// <summary>Runs what has been read, as many items as the share may have, before reading on.</summary>
    private StreamWork NextWork(StreamBatch<T> share)
    {
        if (CanRun)
        {
            long position = _started;
            int count = (int)Math.Min(share.NextCount, _read - position);
            for (int i = 0; i < count; i++)
            {
                // Its place may be used again before it runs, when results are taken in another order.
                ref T item = ref _items[(position + i) & _mask];
                share.SetItem(i, item);
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
    /// Whether there is work for one more worker. They are started one at a time, each by the one before it, so that
    /// items that take no time do not bring up more of them than there are processors.
    /// </summary>
    private bool TryReserveWorker()
    {
        // One more than may run items, as one of them may be waiting for the source.
        if (_isStartingWorker || _workers > _maxInFlight || !(CanRun || CanRead))
        {
            return false;
        }

        _isStartingWorker = true;
        _workers++;
        return true;
    }

    private void UpdateCancellation() => _isCancelled |= _cancellationToken.IsCancellationRequested;

    /// <summary>Wakes the one who waits for results. It goes on elsewhere, not under the lock.</summary>
    private void WakeConsumerIfReady()
    {
        if (_isWaiting && (HasResult || IsOver))
        {
            _isWaiting = false;
            _wake.Set();
        }
    }
}
