using System.Text.Json;
using Hypergraph.Durability.Graphs;
using Hypergraph.Durability.Values;
using Hypergraph.Hosting;

namespace Hypergraph.Durability.Journals;

/// <summary>The journal of a call that holds its run in a store.</summary>
internal class StoreJournal : RunJournal
{
    private readonly IRunStore _store;
    private readonly StoredCall _call;
    private readonly RecordCodec _codec;
    private readonly Dictionary<string, RunRecord> _records;
    private readonly Lazy<ILookup<int, RunRecord>> _items;

    /// <summary>The lock of the run; null for one that has ended, which is only read, and for a part of a call.</summary>
    private readonly RunLock? _lock;

    /// <summary>The writer of the run; null for one that has ended.</summary>
    private readonly RecordWriter? _writer;

    /// <summary>Creates the journal.</summary>
    /// <param name="store">The store.</param>
    /// <param name="call">The call.</param>
    /// <param name="records">What can be restored, by key.</param>
    /// <param name="runLock">The lock of the run; null if the run has ended.</param>
    public StoreJournal(IRunStore store, StoredCall call, Dictionary<string, RunRecord> records, RunLock? runLock)
        : this(store, call, records, RecordWriter.Of(runLock, store.Options)) => _lock = runLock;

    /// <summary>Creates the journal of a call that has ended, or of a part of a call.</summary>
    /// <param name="store">The store.</param>
    /// <param name="call">The call.</param>
    /// <param name="records">What can be restored of the part, by key.</param>
    /// <param name="writer">The writer of the run; null if it has ended.</param>
    /// <param name="prefix">The start of all keys, which pauses do not have: the item that is the part; empty for a whole run.</param>
    protected StoreJournal(IRunStore store, StoredCall call, Dictionary<string, RunRecord> records, RecordWriter? writer, string prefix = "")
    {
        _store = store;
        _call = call;
        _codec = new RecordCodec(store, call.Id);
        _records = records;
        _items = new Lazy<ILookup<int, RunRecord>>(() => records.Values.ToLookup(record => ExecutionKeys.FirstItemOf(record.Key) ?? -1));
        _writer = writer;
        RestorableCount = records.Values.Count(record => record.Kind is RunRecordKind.Completed or RunRecordKind.Failed);
        UnknownOutcomes = [.. records.Values.Where(record => record.Kind == RunRecordKind.Begun).Select(record => UnknownOutcome.PauseAt(record.Key[prefix.Length..]))];
    }

    public override GraphInputs Inputs => _call.Inputs;

    public override bool IsResumed => _call.IsResumed;

    public override bool HasEnded => _writer is null;

    public override int RestorableCount { get; }

    public override IReadOnlyList<RunPause> UnknownOutcomes { get; }

    public override Exception? WriteError => _writer?.Error;

    public override ValueTask<JournaledExecution?> FindAsync(string key, IReadOnlyList<NodeOutput> outputs, NodeOutput? question)
    {
        if (!_records.TryGetValue(key, out RunRecord record))
        {
            return HasEnded
                ? throw new RunStoreException($"Run '{_call.Id}' has ended, but the store has no record of '{key}'. Retry the run, or delete it.")
                : NotStoredAsync();
        }

        // Runs and maps pause before they get here. The results of a map over a stream are read one by one, so its item fails.
        return record.Kind == RunRecordKind.Begun
            ? throw new RunStoreException($"'{key}' of run '{_call.Id}' may run at most once, had begun, and may have had its effect. Decide with RunStoreExtensions.ResolveAsync.")
            : question is not null && record.Kind == RunRecordKind.Completed ? FindAnswerAsync(record, outputs) : _codec.DecodeAsync(record, outputs, question);
    }

    public override ValueTask BeginAsync(string key) => _writer!.AddAsync(RecordCodec.Begun(key), values: null, mustBeStored: true);

    public override ValueTask CompleteAsync(string key, IReadOnlyList<NodeOutput> outputs, object?[] values)
    {
        Dictionary<string, ReadOnlyMemory<byte>>? large = null;
        return _writer!.AddAsync(_codec.Completed(key, outputs, values, ref large), large);
    }

    public override ValueTask FailAsync(string key, Exception error) =>
        error is RunStoreException { IsOfValue: false } or LeaseLostException ? ValueTask.CompletedTask : _writer!.AddAsync(_codec.Failed(key, error), values: null);

    public override ValueTask AskAsync(string key, RunPause pause, NodeOutput question, NodeOutput answer)
    {
        Dictionary<string, ReadOnlyMemory<byte>>? large = null;
        return _writer!.AddAsync(_codec.Question(key, pause, question, answer, ref large), large);
    }

    public override ReadOnlyMemory<byte> Share(int? item) => _lock is null
        ? throw new InvalidOperationException($"This call does not hold run '{_call.Id}', so no other process can run a part of it.")
        : new PartTicket(_lock.Epoch, item is { } index ? [.. _items.Value[index]] : _records.Values).ToBytes();

    public override async ValueTask EndAsync(RunStatus status, Exception? error)
    {
        if (_lock is null)
        {
            return;
        }

        try
        {
            await _writer!.EndAsync(new RunStatusChange(status, error?.Message, IsReleased: true)).ConfigureAwait(false);
        }
        catch (RunStoreException) when (_store.Options.Durability != DurabilityMode.Sync)
        {
            // The call continues without its store: WriteError has the failure.
        }
        finally
        {
            await _writer!.DisposeAsync().ConfigureAwait(false);
            await _lock.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads an answer. Where only this program has its type, one that does not fit could be stored: the interrupt then asks again.</summary>
    private async ValueTask<JournaledExecution?> FindAnswerAsync(RunRecord record, IReadOnlyList<NodeOutput> outputs)
    {
        try
        {
            return await _codec.DecodeAsync(record, outputs, question: null).ConfigureAwait(false);
        }
        catch (RunStoreException exception) when (!HasEnded && exception.InnerException is (JsonException or NotSupportedException or InvalidOperationException))
        {
            return null;
        }
    }

    /// <summary>Returns that an execution has no record, once this call is known to hold the run.</summary>
    private ValueTask<JournaledExecution?> NotStoredAsync()
    {
        ValueTask confirmed = _lock?.ConfirmAsync() ?? ValueTask.CompletedTask;
        return confirmed.IsCompletedSuccessfully ? new ValueTask<JournaledExecution?>((JournaledExecution?)null) : ConfirmAsync(confirmed);

        static async ValueTask<JournaledExecution?> ConfirmAsync(ValueTask confirmed)
        {
            await confirmed.ConfigureAwait(false);
            return null;
        }
    }
}
