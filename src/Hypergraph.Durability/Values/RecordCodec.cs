using System.Text.Json;
using Hypergraph.Hosting;

namespace Hypergraph.Durability.Values;

/// <summary>Encodes what records say.</summary>
/// <param name="store">The store, for its options and its large values.</param>
/// <param name="runId">The id of the run.</param>
internal sealed class RecordCodec(IRunStore store, string runId)
{
    private readonly ValueCodec _values = new(store.Options);

    /// <summary>An execution that begins and may run at most once.</summary>
    public static RunRecord Begun(string key) => new(key, RunRecordKind.Begun, ReadOnlyMemory<byte>.Empty);

    /// <summary>An execution that is to run again.</summary>
    public static RunRecord Removed(string key) => new(key, RunRecordKind.Removed, ReadOnlyMemory<byte>.Empty);

    /// <summary>An execution that completed.</summary>
    /// <exception cref="RunStoreException">A value cannot be encoded.</exception>
    public RunRecord Completed(string key, IReadOnlyList<NodeOutput> outputs, object?[] values, ref Dictionary<string, ReadOnlyMemory<byte>>? large) =>
        new(key, RunRecordKind.Completed, _values.Encode(DeclaredBy(outputs), values, $"'{key}'", ref large));

    /// <summary>An execution that failed.</summary>
    public RunRecord Failed(string key, Exception error) =>
        new(key, RunRecordKind.Failed, EncodeJson(new FailureText(error.GetType().FullName ?? error.GetType().Name, error.Message, error.StackTrace)));

    /// <summary>An interrupt that has asked.</summary>
    /// <exception cref="RunStoreException">The question cannot be encoded.</exception>
    public RunRecord Question(string key, RunPause pause, NodeOutput question, NodeOutput answer, ref Dictionary<string, ReadOnlyMemory<byte>>? large)
    {
        StoredValue[] declared =
        [
            new(QuestionFields.Question, question.Type),
            new(QuestionFields.NodePath, typeof(string)),
            new(QuestionFields.Items, typeof(int), IsCollection: true),
            new(QuestionFields.Answer, typeof(string)),
            new(QuestionFields.Output, typeof(string)),
            new(QuestionFields.AnswerType, typeof(string)),
        ];
        object?[] values = [pause.Question, pause.NodePath, pause.ItemPath, pause.ResponseParameter, answer.Name, answer.Type.ToString()];
        return new(key, RunRecordKind.Question, _values.Encode(declared, values, $"interrupt '{key}'", ref large));
    }

    /// <summary>Reads the place of a question, and the question as JSON.</summary>
    public async ValueTask<PendingQuestion> DecodeQuestionAsync(RunRecord record)
    {
        ReadOnlyMemory<byte> payload = _values.RemoveTransform(record.Payload);
        var items = (List<int>)(await ReadAsync(payload, new(QuestionFields.Items, typeof(int), IsCollection: true)).ConfigureAwait(false))!;
        object? question = await ReadAsync(payload, new(QuestionFields.Question, typeof(JsonElement))).ConfigureAwait(false);
        return new PendingQuestion(
            runId,
            record.Key,
            await ReadTextAsync(payload, QuestionFields.NodePath).ConfigureAwait(false),
            [.. items],
            await ReadTextAsync(payload, QuestionFields.Answer).ConfigureAwait(false),
            await ReadTextAsync(payload, QuestionFields.AnswerType).ConfigureAwait(false),
            question is JsonElement json ? json : default)
        {
            Output = await ReadTextAsync(payload, QuestionFields.Output).ConfigureAwait(false),
        };
    }

    /// <summary>An interrupt whose question is answered.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer as JSON.</param>
    /// <param name="large">Receives the large values by hash.</param>
    /// <exception cref="RunStoreException">The answer is too large.</exception>
    public RunRecord Answered(PendingQuestion question, JsonElement answer, ref Dictionary<string, ReadOnlyMemory<byte>>? large) =>
        new(question.Key, RunRecordKind.Completed, _values.Encode([new(question.Output, typeof(JsonElement))], [answer], $"'{question.Key}'", ref large));

    /// <summary>An execution that a person says has completed.</summary>
    /// <exception cref="RunStoreException">A value cannot be encoded.</exception>
    public RunRecord CompletedBy(string key, IReadOnlyDictionary<string, object?> outputs, ref Dictionary<string, ReadOnlyMemory<byte>>? large)
    {
        StoredValue[] declared = [.. outputs.Select(output => new StoredValue(output.Key, output.Value?.GetType() ?? typeof(object)))];
        return new(key, RunRecordKind.Completed, _values.Encode(declared, [.. outputs.Values], $"'{key}'", ref large));
    }

    /// <summary>Describes a record.</summary>
    public StoredExecution Describe(RunRecord record, bool includeValues) => new(
        record.Key,
        record.Kind,
        record.Kind == RunRecordKind.Failed ? DecodeFailure(record).Message : null,
        includeValues && record.Kind == RunRecordKind.Completed ? _values.Describe(record.Payload) : null);

    /// <summary>The JSON of the inputs of a run.</summary>
    public IReadOnlyDictionary<string, string> DescribeInputs(StoredRun run) => _values.Describe(run.Inputs).Where(input => InputCodec.IsInput(input.Key)).ToDictionary();

    /// <summary>The hashes of the large values of a record.</summary>
    public IEnumerable<string> LargeValuesOf(RunRecord record) => record.Kind is RunRecordKind.Completed or RunRecordKind.Question ? LargeValuesOf(record.Payload) : [];

    /// <summary>The hashes of the large values of a payload.</summary>
    public IEnumerable<string> LargeValuesOf(ReadOnlyMemory<byte> payload) => _values.HashesIn(payload);

    /// <summary>The type and the message of a failure.</summary>
    public RestoredFailureException DecodeFailure(RunRecord record)
    {
        FailureText text = JsonSerializer.Deserialize(_values.RemoveTransform(record.Payload).Span, FailureTextContext.Default.FailureText)!;
        return new RestoredFailureException(text.Message, text.Type, text.Stack);
    }

    /// <summary>Reads what a record says of an execution.</summary>
    /// <exception cref="RunStoreException">It cannot be read as the outputs of the graph.</exception>
    public ValueTask<JournaledExecution?> DecodeAsync(RunRecord record, IReadOnlyList<NodeOutput> outputs, NodeOutput? question)
    {
        try
        {
            // Of a map of a million items, each record is read by this, so no state machine is made where no value is elsewhere in the store.
            return record.Kind == RunRecordKind.Completed && TryDecodeValues(record, outputs) is { } values
                ? new ValueTask<JournaledExecution?>(JournaledExecution.Completed(values))
                : DecodeFromStoreAsync(record, outputs, question);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Unreadable(record, exception);
        }
    }

    private async ValueTask<JournaledExecution?> DecodeFromStoreAsync(RunRecord record, IReadOnlyList<NodeOutput> outputs, NodeOutput? question)
    {
        try
        {
            switch (record.Kind)
            {
                case RunRecordKind.Failed:
                    return JournaledExecution.Failed(DecodeFailure(record));
                case RunRecordKind.Question:
                    return JournaledExecution.Asked(
                        await ReadAsync(_values.RemoveTransform(record.Payload), new(QuestionFields.Question, question!.Type)).ConfigureAwait(false));
                default:
                    return JournaledExecution.Completed(await DecodeValuesAsync(record, outputs).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Unreadable(record, exception);
        }
    }

    private static bool IsUnreadable(Exception exception) => exception is JsonException or NotSupportedException or InvalidOperationException;

    private RunStoreException Unreadable(RunRecord record, Exception exception) =>
        new($"The record of '{record.Key}' in run '{runId}' cannot be read as its outputs: {exception.Message} Retry this node, or fork the run from it.", exception);

    /// <summary>Reads the values of a record; null if one of them is elsewhere in the store, or is not there.</summary>
    private object?[]? TryDecodeValues(RunRecord record, IReadOnlyList<NodeOutput> outputs)
    {
        ReadOnlySpan<byte> payload = _values.RemoveTransform(record.Payload).Span;
        object?[] values = new object?[outputs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!_values.TryDecode(payload, new(outputs[i].Name, outputs[i].Type), out values[i], out string? hash) || hash is not null)
            {
                return null;
            }
        }

        return values;
    }

    private async ValueTask<object?[]> DecodeValuesAsync(RunRecord record, IReadOnlyList<NodeOutput> outputs)
    {
        ReadOnlyMemory<byte> payload = _values.RemoveTransform(record.Payload);
        object?[] values = new object?[outputs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = await ReadAsync(payload, new(outputs[i].Name, outputs[i].Type)).ConfigureAwait(false);
        }

        return values;
    }

    private async ValueTask<string> ReadTextAsync(ReadOnlyMemory<byte> payload, string name) =>
        (string)(await ReadAsync(payload, new(name, typeof(string))).ConfigureAwait(false))!;

    private async ValueTask<object?> ReadAsync(ReadOnlyMemory<byte> payload, StoredValue declared)
    {
        (bool isThere, object? value) = await _values.DecodeAsync(payload, declared, hash => store.FindValueAsync(runId, hash, CancellationToken.None)).ConfigureAwait(false);
        return isThere ? value : throw new InvalidOperationException($"It has no '{declared.Name}'.");
    }

    private ReadOnlyMemory<byte> EncodeJson(FailureText text)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(text, FailureTextContext.Default.FailureText);
        return store.Options.Transform?.Encode(json) ?? json;
    }

    private static StoredValue[] DeclaredBy(IReadOnlyList<NodeOutput> outputs)
    {
        var declared = new StoredValue[outputs.Count];
        for (int i = 0; i < declared.Length; i++)
        {
            declared[i] = new StoredValue(outputs[i].Name, outputs[i].Type);
        }

        return declared;
    }
}
