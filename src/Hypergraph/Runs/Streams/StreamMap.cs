using System.Diagnostics.CodeAnalysis;
using Hypergraph.Events.Dispatching;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Inputs;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Steps;
using Hypergraph.Runs.Values;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Streams;

/// <summary>
/// Runs the items of a stream at the same time, up to a limit, for one caller that consumes their results. Workers alternate
/// between reading the stream and running items, as <see cref="StreamBuffer{T}"/> decides: an item needs no task and no wake-up of its own.
/// </summary>
internal sealed class StreamMap<T>
{
    /// <summary>The maximum number of items that are read before others may run them, when the source has them at once.</summary>
    private const int MaxReadBatchSize = 32;

    private const int MinDefaultCapacity = 256;
    private const int MinCapacityWithLimit = 32;
    private const int MaxDefaultCapacity = 1 << 16;

    private readonly RunState _initialState;
    private readonly StreamInput<T> _input;
    private readonly IAsyncEnumerable<T> _items;
    private readonly EventDispatcher? _dispatcher;
    private readonly MapStreamOptions _options;
    private readonly TimeSpan _shutdownTimeout;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _readCancellation;
    private readonly StreamBuffer<T> _buffer;
    private readonly StreamItemLayout _rows;
    private readonly ItemLabelReader? _label;
    private readonly RunResult[] _results;

    /// <summary>The execution context in which its items start: that of the caller that requests the first result.</summary>
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private IAsyncEnumerator<T>? _source;
    private RunSpan? _map;
    private bool _hasBegun;
    private int _resultCount;
    private int _next;
    private long _failureCount;

    /// <param name="initialState">The initial state of the items.</param>
    /// <param name="input">The input that receives the items.</param>
    /// <param name="items">The stream.</param>
    /// <param name="dispatcher">Receives the map's events; null without a listener.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="shutdownTimeout">The time to drain the queues of processors at its end.</param>
    public StreamMap(
        RunState initialState, StreamInput<T> input, IAsyncEnumerable<T> items, EventDispatcher? dispatcher, MapStreamOptions options, TimeSpan shutdownTimeout)
    {
        _initialState = initialState;
        _input = input;
        _items = items;
        _dispatcher = dispatcher;
        _options = options;
        _shutdownTimeout = shutdownTimeout;
        initialState.Call.Log?.Start();
        _cancellationToken = initialState.Call.CancellationToken;
        _readCancellation = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        _rows = new StreamItemLayout(initialState.Plan);
        _label = ItemLabelReader.Of(initialState.Plan, options.ItemLabel);
        int maxInFlight = initialState.Call.MaxItemsInFlight;
        int capacity = options.MaxBuffered ?? (options.MaxConcurrency is { } limit ? (int)Math.Clamp(2L * limit, MinCapacityWithLimit, MaxDefaultCapacity) : Math.Max(MinDefaultCapacity, 2 * maxInFlight));
        _buffer = new StreamBuffer<T>(capacity, maxInFlight, options.Order, options.ErrorHandling, _cancellationToken);

        // While the caller reads one half, workers fill the other.
        _results = new RunResult[(capacity + 1) / 2];
    }

    /// <summary>Gets further results.</summary>
    /// <returns>Whether there are any; otherwise the map is completed.</returns>
    public async ValueTask<bool> FillAsync()
    {
        _next = 0;
        while (true)
        {
            _resultCount = _buffer.DequeueResults(_results, out bool isOver, out bool startsWorker);
            if (startsWorker)
            {
                StartWorker();
            }

            if (_resultCount > 0 || isOver)
            {
                return _resultCount > 0;
            }

            await _buffer.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Dequeues the next available result.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out RunResult result)
    {
        if (_next == _resultCount || (_cancellationToken.IsCancellationRequested && _buffer.IsCancelled()))
        {
            result = null;
            return false;
        }

        result = _results[_next];
        _results[_next++] = null!;
        return true;
    }

    /// <summary>
    /// Ends the map if it has not ended, waits for the items in flight, closes its span and shuts the processors down.
    /// </summary>
    public async ValueTask<RunOutcome> EndAsync()
    {
        try
        {
            return await EndItemsAsync().ConfigureAwait(false);
        }
        finally
        {
            if (_dispatcher is not null)
            {
                await _dispatcher.ShutdownAsync(_shutdownTimeout).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Throws what the caller receives as an exception, once the map is completed: always that of the stream.</summary>
    public void ThrowIfRequired(RunOutcome outcome) =>
        outcome.ThrowIfRequired(_buffer.HasFailed ? ErrorHandling.Raise : _options.ErrorHandling);

    private async ValueTask<RunOutcome> EndItemsAsync()
    {
        // A node that streams endlessly in an item in flight has no consumer left.
        _initialState.Call.Abandon();
        _buffer.End();
        StopReading();
        while (await FillAsync().ConfigureAwait(false))
        {
        }

        await DisposeSourceAsync().ConfigureAwait(false);
        _readCancellation.Dispose();
        RunOutcome outcome = _buffer.Outcome();
        if (!_buffer.IsEmpty)
        {
            BeginMap();
        }

        if (_initialState.Call.Journal is { } journal)
        {
            outcome = await JournaledRun.EndAsync(journal, _map, outcome).ConfigureAwait(false);
        }

        _initialState.Call.Log?.End(outcome.Status, outcome.Error, Interlocked.Read(ref _failureCount), outcome.Pauses);
        _map?.End(outcome, (int)Math.Min(Interlocked.Read(ref _failureCount), int.MaxValue));
        return outcome;
    }

    private void StartWorker() => _ = Task.Run(WorkAsync);

    private async Task WorkAsync()
    {
        AmbientContext.Restore(_context);
        var batch = new StreamBatch<T>(_initialState, mayGrow: _initialState.RunsSynchronously && _options.Order == ResultOrder.Input);
        StreamWork work = _buffer.BeginWorker(batch);
        while (work.Kind != StreamWorkKind.Exit)
        {
            if (work.StartsWorker)
            {
                StartWorker();
            }

            if (work.Kind == StreamWorkKind.Read && _map is not null)
            {
                // The activity of an item must not reach the source.
                AmbientContext.Restore(_context);
            }

            work = work.Kind == StreamWorkKind.Read
                ? await ReadAsync(work.Count, batch).ConfigureAwait(false)
                : await RunAsync(batch, work).ConfigureAwait(false);
        }
    }

    /// <summary>Reads as many items as fit and the source has at once, or waits for one.</summary>
    private async ValueTask<StreamWork> ReadAsync(int room, StreamBatch<T> batch)
    {
        int unpublished = 0;
        try
        {
            _source ??= _items.GetAsyncEnumerator(_readCancellation.Token);
            for (int read = 0; read < Math.Min(room, MaxReadBatchSize); read++)
            {
                ValueTask<bool> next = _source.MoveNextAsync();
                if (unpublished > 0 && !next.IsCompleted)
                {
                    Publish(unpublished);
                    unpublished = 0;
                }

                if (!await next.ConfigureAwait(false))
                {
                    return _buffer.EndReading(unpublished, hasEnded: true, batch);
                }

                BeginMap();
                _buffer.StageItem(unpublished++, _source.Current);
            }

            return _buffer.EndReading(unpublished, hasEnded: false, batch);
        }
        catch (Exception exception)
        {
            return _buffer.EndReading(unpublished, hasEnded: false, batch, exception);
        }
    }

    private void Publish(int count)
    {
        if (_buffer.Publish(count))
        {
            StartWorker();
        }
    }

    /// <summary>Runs the items of a batch. Items that complete synchronously need no state machine.</summary>
    private ValueTask<StreamWork> RunAsync(StreamBatch<T> batch, in StreamWork work)
    {
        long position = work.Position;
        long end = position + work.Count;
        batch.Begin(work.Count);
        try
        {
            for (; position < end && _buffer.MayRun(position); position++)
            {
                ValueTask<RunOutcome> run = Start(batch, (int)(position - work.Position), position);
                if (!run.IsCompletedSuccessfully)
                {
                    // Items that can wait get a batch of their own.
                    return AwaitAsync(run, batch, position);
                }

                CollectResult(batch, position, run.Result);
            }

            return new ValueTask<StreamWork>(End(batch, (int)(position - work.Position), unrun: (int)(end - position)));
        }
        catch (Exception exception)
        {
            return new ValueTask<StreamWork>(FailBatch(exception, work.Count));
        }
    }

    private async ValueTask<StreamWork> AwaitAsync(ValueTask<RunOutcome> run, StreamBatch<T> batch, long position)
    {
        try
        {
            CollectResult(batch, position, await run.ConfigureAwait(false));
            return End(batch, run: 1, unrun: 0);
        }
        catch (Exception exception)
        {
            return FailBatch(exception, count: 1);
        }
    }

    private ValueTask<RunOutcome> Start(StreamBatch<T> batch, int number, long position)
    {
        RunState state = batch.State ??= _initialState.CreateItemState();
        state.Reset(_initialState);
        _input.Load(batch.RemoveItem(number), state);
        state.Location!.Item = IndexOf(position);
        state.Location.ItemLabel = _label is { } label && state.Has(label.Value) ? label.TextOf(state.Frame) : null;
        if (_map is not null)
        {
            // Context changes of processors must not reach the items.
            AmbientContext.Restore(_context);
            state.Span = _map.StartItem(IndexOf(position), state.Location.ItemLabel);
        }

        return AsyncExecutor.RunAsync(state);
    }

    /// <summary>Collects the result of an item.</summary>
    private void CollectResult(StreamBatch<T> batch, long position, RunOutcome outcome)
    {
        if (MapOutcome.EndsMap(outcome, _options.ErrorHandling))
        {
            CollectFinalResult(batch, position, outcome);
            return;
        }

        RunOutcome ended = batch.State!.End(outcome);
        CountFailures(ended);
        RunResult result = batch.CreateResult(IndexOf(position), ended, _rows);
        if (ended.Status == RunStatus.Completed)
        {
            _buffer.AddResult(position, result);
        }
        else
        {
            _buffer.AddIncompleteResult(position, result, endsMap: false);
        }
    }

    /// <summary>Collects an item that ends the map. After its failure has been reported, no later item begins, and no later result is returned.</summary>
    private void CollectFinalResult(StreamBatch<T> batch, long position, RunOutcome outcome)
    {
        RunSpan? span = batch.State!.Span;
        RunOutcome ended = batch.State!.WithFailures(outcome);
        CountFailures(ended);
        _buffer.AddIncompleteResult(position, batch.CreateResult(IndexOf(position), ended, _rows), endsMap: true);
        span?.End(ended);

        // The reader may continue on this thread, which must not run more items.
        StopReading();
    }

    private void CountFailures(RunOutcome item)
    {
        if (item.Failures is { } failures)
        {
            Interlocked.Add(ref _failureCount, failures.Count);
        }
    }

    private StreamWork End(StreamBatch<T> batch, int run, int unrun)
    {
        batch.End();
        return _buffer.EndBatch(batch, run, unrun);
    }

    /// <summary>Ends the map after an exception around a batch: a log or a clock of the caller that throws.</summary>
    private StreamWork FailBatch(Exception error, int count)
    {
        _buffer.End();
        StopReading();
        return _buffer.FailBatch(error, count);
    }

    private static int IndexOf(long position) => (int)(position & int.MaxValue);

    private void BeginMap()
    {
        if (!_hasBegun && _dispatcher is not null)
        {
            _hasBegun = true;
            _map = RunSpan.StartRootMap(_dispatcher, _initialState.Plan.Graph, _initialState.Call);
        }
    }

    private void StopReading()
    {
        try
        {
            _readCancellation.Cancel();
        }
        catch (AggregateException exception)
        {
            // A cancellation callback of the source threw. It counts as the source's own failure.
            _buffer.Fail(exception);
        }
    }

    private async ValueTask DisposeSourceAsync()
    {
        try
        {
            if (_source is not null)
            {
                await _source.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            _buffer.Fail(exception);
        }
    }
}
