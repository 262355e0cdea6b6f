using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Hosting;
using Hypergraph.Orleans.Graphs;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport;
using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;
using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans.Working;

/// <summary>One silo's part of one run: the running items and their unreported data. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without timers and wait handles the sources own no resources.")]
internal sealed class WorkerRun
{
    // A run that ends within this time needs only one call; a longer one gets a coordinator.
    private static readonly TimeSpan SingleTimeout = TimeSpan.FromMilliseconds(100);

    private const int SmallItems = 8;
    private const int SmallBytes = 4 * 1024;

    private readonly Lock _lock = new();
    private readonly SiloWorker _worker;
    private readonly Graph _graph;
    private readonly ValueWriter _values;
    private readonly Lazy<Dictionary<string, object?>> _sharedInputs;
    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Dictionary<ItemAttempt, ItemOutbox> _outboxes = [];
    private readonly ConcurrentQueue<ItemOutbox> _changedOutboxes = new();
    private readonly WorkerReporter _reporter;
    private readonly RemoteCall _call;

    // The processors of the graph receive the events here as those of another run, so with other ids than the caller's.
    private readonly bool _hasProcessors;
    private string? _stopReason;
    private bool _isStopping;
    private volatile bool _preventsStarts;
    private bool _isClosed;

    public WorkerRun(SiloWorker worker, Graph graph, RunSpec spec, IRunCoordinator coordinator)
    {
        _worker = worker;
        _graph = graph;
        _hasProcessors = GraphProcessors.HasAny(graph);
        Spec = spec;
        _values = new ValueWriter(graph, worker.Codec);
        _sharedInputs = new Lazy<Dictionary<string, object?>>(ReadSharedInputs);
        _call = new RemoteCall(spec.RunId, spec.Trace, !spec.IsUntraced);
        _reporter = new WorkerReporter(this, coordinator, worker.Silo);
    }

    public RunSpec Spec { get; }

    /// <summary>Adds items to run.</summary>
    /// <returns>False if this instance is closed.</returns>
    public bool TryAdd(Assignment assignment)
    {
        List<(ItemInput Item, ItemOutbox Outbox)> added = [];
        for (int i = 0; i < assignment.Items.Length; i++)
        {
            ItemInput item = assignment.Items[i];
            var attempt = new ItemAttempt(item.Item, assignment.Attempts[i]);
            added.Add((item, CreateOutbox(attempt, item.SiloFailures)));
        }

        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            foreach ((_, ItemOutbox outbox) in added)
            {
                _outboxes[outbox.Attempt] = outbox;
            }
        }

        Begin(added, assignment.MaxConcurrency);
        _reporter.Start();
        return true;
    }

    /// <summary>Prevents further items from starting.</summary>
    public void PreventStarts()
    {
        lock (_lock)
        {
            if (_preventsStarts)
            {
                return;
            }

            _preventsStarts = true;
        }

        _ = CancelAsync(_stopped);
    }

    /// <summary>Executes a single run without a coordinator.</summary>
    /// <returns>All events and the result; null if the run continues, or if they do not fit in a message.</returns>
    public async Task<LogEntry?> RunSingleAsync()
    {
        var attempt = new ItemAttempt(Item: 0, Attempt: 1);
        ItemOutbox outbox = CreateOutbox(attempt, siloFailures: 0);
        lock (_lock)
        {
            _outboxes[attempt] = outbox;
        }

        Task running = Task.Run(() => RunAsync(new ItemInput { Item = 0, Values = [] }, outbox, Spec.FunctionsOfItem));
        try
        {
            await running.WaitAsync(SingleTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _reporter.StartLater();
            return null;
        }

        if (outbox.CollectAll() is not { } end)
        {
            _reporter.StartLater();
            return null;
        }

        lock (_lock)
        {
            _isClosed = true;
            _outboxes.Clear();
        }

        _call.Dispose();
        _worker.Remove(this);
        return end;
    }

    /// <summary>Starts reporting to the coordinator.</summary>
    /// <returns>False if this instance is closed.</returns>
    public bool Follow()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }
        }

        _reporter.Start();
        return true;
    }

    /// <summary>Requests running items to stop, or cancels them. No further item starts.</summary>
    public void Stop(string? reason, bool cancels)
    {
        RunHandle<RunResult>[] running;
        lock (_lock)
        {
            if (_isStopping && (!cancels || _cancelled.IsCancellationRequested))
            {
                return;
            }

            _isStopping = true;
            _preventsStarts = true;
            _stopReason ??= reason;
            running = [.. _outboxes.Values.Select(o => o.Run).OfType<RunHandle<RunResult>>()];
        }

        foreach (RunHandle<RunResult> run in running)
        {
            run.Stop(reason);
        }

        _ = CancelAsync(_stopped);
        if (cancels)
        {
            _ = CancelAsync(_cancelled);
        }
    }

    /// <summary>Cancels everything; the results are no longer needed.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _isClosed = true;
            _outboxes.Clear();
        }

        _reporter.End();
        Stop(reason: null, cancels: true);
        _call.Dispose();
    }

    /// <summary>Returns unreported data, up to about a number of events.</summary>
    public LogEntry[] CollectEntries(int maxEvents)
    {
        List<LogEntry> entries = [];
        int events = 0;
        int bytes = 0;
        while (events < maxEvents && bytes < WireBatches.FullBytes && _changedOutboxes.TryDequeue(out ItemOutbox? outbox))
        {
            if (outbox.Dequeue() is { } entry)
            {
                entries.Add(entry);
                events += entry.Events.Length + 1;
                bytes += entry.Bytes;
            }
        }

        if (!_changedOutboxes.IsEmpty)
        {
            _reporter.Notify();
        }

        lock (_lock)
        {
            foreach (LogEntry entry in entries.Where(e => e.Result is not null))
            {
                _outboxes.Remove(new ItemAttempt(entry.Item, entry.Attempt));
            }
        }

        return [.. entries];
    }

    /// <summary>Closes this instance if no item is running and no data is unreported.</summary>
    public bool CloseIfIdle()
    {
        lock (_lock)
        {
            _isClosed |= _outboxes.Count == 0;
        }

        if (_isClosed)
        {
            _call.Dispose();
            _worker.Remove(this);
        }

        return _isClosed;
    }

    private ItemOutbox CreateOutbox(ItemAttempt attempt, int siloFailures) =>
        new(attempt, Spec.WantsEvents ? new EventWriter(_graph, _worker.Codec, Spec.WantsValues, writesIds: !_hasProcessors) : null, OnChanged) { WritesValues = Spec.WantsValues, SiloFailures = siloFailures };

    private void OnChanged(ItemOutbox outbox)
    {
        _changedOutboxes.Enqueue(outbox);
        _reporter.Notify();
    }

    /// <summary>Starts items on the thread pool, in batches if their inputs are small.</summary>
    private void Begin(List<(ItemInput Item, ItemOutbox Outbox)> items, int? maxConcurrency)
    {
        foreach ((ItemInput Item, ItemOutbox Outbox)[] batch in WireBatches.Split(items, SmallItems, static i => i.Item.Bytes, SmallBytes))
        {
            _ = Task.Run(() =>
            {
                foreach ((ItemInput item, ItemOutbox outbox) in batch)
                {
                    _ = RunAsync(item, outbox, maxConcurrency);
                }
            });
        }
    }

    private async Task RunAsync(ItemInput item, ItemOutbox outbox, int? maxConcurrency)
    {
        // The activity of the message that brought the item has nothing to do with it.
        _call.MakeCurrent();
        WireResult result;
        try
        {
            await _worker.Permits.WaitAsync(_stopped.Token).ConfigureAwait(false);
            try
            {
                result = await RunPermittedAsync(item, outbox, maxConcurrency).ConfigureAwait(false);
            }
            finally
            {
                _worker.Permits.Release();
            }
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == _stopped.Token)
        {
            result = WireResult.NotStarted;
        }
        catch (OperationCanceledException exception) when (_cancelled.IsCancellationRequested)
        {
            result = new WireResult { Status = RunStatus.Stopped, Error = RemoteError.Of(exception) };
        }
        catch (Exception exception)
        {
            result = WireResult.Failed(exception);
        }

        if (Spec.StopsAtFailure && result.Status == RunStatus.Failed)
        {
            PreventStarts();
        }

        outbox.End(result);
    }

    private static async Task CancelAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A cancellation callback of a function may throw. The run ends anyway.
        }
    }

    private async Task<WireResult> RunPermittedAsync(ItemInput item, ItemOutbox outbox, int? maxConcurrency)
    {
        var values = new Dictionary<string, object?>(_sharedInputs.Value);
        _values.ReadInputs(item.Values, values);
        ItemScope? scope = _worker.CreateScope(_graph);
        try
        {
            RunOptions options = ItemCall.OptionsOf(Spec, outbox, maxConcurrency)
                .WithRemoteCall(_call, _hasProcessors ? RunId.New() : Spec.IdOf(item.Item), outbox.SiloFailures);
            options = scope is null ? options : options with { Services = scope.Services };
            if (await StartAsync(item, outbox, values, options).ConfigureAwait(false) is not { } handle)
            {
                return WireResult.NotStarted;
            }

            RunResult result = await handle.Completion.ConfigureAwait(false);
            return WireResult.Of(result, _values, _worker.Codec);
        }
        finally
        {
            outbox.Run = null;
            if (scope is not null)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Starts an item, with its journal if the run is durable.</summary>
    /// <returns>Null if no item may start any more.</returns>
    private async ValueTask<RunHandle<RunResult>?> StartAsync(ItemInput item, ItemOutbox outbox, Dictionary<string, object?> values, RunOptions options)
    {
        if (_preventsStarts || ItemCall.PartOf(Spec, item, outbox.Attempt, values) is not { } part)
        {
            return Start(_worker.Runner, outbox, values, options);
        }

        RunJournal journal = await _worker.JoinAsync(part, _stopped.Token).ConfigureAwait(false);
        RunHandle<RunResult>? handle = Start(_worker.Runner.WithJournal(journal), outbox, values, options);
        if (handle is null)
        {
            await journal.EndAsync(RunStatus.Stopped, error: null).ConfigureAwait(false);
        }

        return handle;
    }

    private RunHandle<RunResult>? Start(AsyncRunner runner, ItemOutbox outbox, Dictionary<string, object?> values, RunOptions options)
    {
        if (_preventsStarts)
        {
            return null;
        }

        RunHandle<RunResult> handle = runner.Start(_graph, values, options, _cancelled.Token);
        lock (_lock)
        {
            outbox.Run = handle;
            if (!_isStopping)
            {
                return handle;
            }
        }

        handle.Stop(_stopReason);
        return handle;
    }

    private Dictionary<string, object?> ReadSharedInputs()
    {
        var shared = new Dictionary<string, object?>();
        _values.ReadInputs(Spec.SharedInputs, shared);
        return shared;
    }
}
