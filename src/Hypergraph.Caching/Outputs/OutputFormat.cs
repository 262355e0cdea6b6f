using System.Text.Json;
using Hypergraph.Caching.Json;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Caching.Outputs;

/// <summary>
/// Writes a node's outputs to a distributed store, and reads them: each as its declared type. Outputs are written only if
/// the values that are read back equal the values that were written.
/// </summary>
internal sealed partial class OutputFormat(CallableNode node, JsonSerializerOptions? json)
{
    private readonly JsonSerializerOptions _json = CacheJson.Stored(json);
    private readonly JsonSerializerOptions _exactJson = CacheJson.Exact(json);
    private readonly int _count = node is GateNode ? 1 : node.Outputs.Count;
    private int _reported;
    private int _unreadableReported;

    /// <summary>Writes the outputs, or an empty array, which no node can read, if they do not survive a round trip.</summary>
    public void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> values, ILogger logger)
    {
        Dictionary<string, byte[]> texts = [];
        foreach ((string name, object? value) in values)
        {
            Type type = TypeOf(name);
            if (Serialize(type, value, out string problem) is not { } text)
            {
                Report(logger, name, type, problem);
                writer.WriteStartArray();
                writer.WriteEndArray();
                return;
            }

            texts.Add(name, text);
        }

        writer.WriteStartObject();
        foreach ((string name, byte[] text) in texts)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(text, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    /// <summary>Returns the outputs by name, or null if the stored JSON cannot be read as outputs of the node.</summary>
    public IReadOnlyDictionary<string, object?>? TryRead(JsonElement stored)
    {
        if (stored.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            var values = stored.EnumerateObject().ToDictionary(output => output.Name, output => output.Value.Deserialize(_json.GetTypeInfo(TypeOf(output.Name))));
            return values.Count == _count ? values : null;
        }
#pragma warning disable CA1031 // Whatever a user's type or converter throws, the node can be called.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>Logs, once for each node, that an entry could not be read.</summary>
    public void ReportUnreadable(ILogger logger)
    {
        if (Interlocked.Exchange(ref _unreadableReported, 1) == 0)
        {
            EntryUnreadable(logger, node.Name);
        }
    }

    /// <summary>Returns the value as JSON, or null if it cannot be written or read, or is read back as a different value.</summary>
    private byte[]? Serialize(Type type, object? value, out string problem)
    {
        problem = "what is read back is not equal to it: JSON as the declared type leaves out members of derived types, for example";
        try
        {
            byte[] text = JsonSerializer.SerializeToUtf8Bytes(value, _json.GetTypeInfo(type));
            object? copy = JsonSerializer.Deserialize(text, _json.GetTypeInfo(type));
            return SerializeExactly(type, value).AsSpan().SequenceEqual(SerializeExactly(type, copy)) ? text : null;
        }
#pragma warning disable CA1031 // A user's type or converter may throw anything. The node keeps its outputs; they are not stored.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            problem = exception.Message;
            return null;
        }
    }

    private byte[] SerializeExactly(Type type, object? value) => JsonSerializer.SerializeToUtf8Bytes(value, _exactJson.GetTypeInfo(type));

    /// <summary>Returns the type of an output. The only output of a gate is its decision.</summary>
    private Type TypeOf(string output) => node.Outputs.FirstOrDefault(o => o.Name == output)?.Type ?? node.Function.ResultType;

    private void Report(ILogger logger, string output, Type type, string problem)
    {
        if (Interlocked.Exchange(ref _reported, 1) == 0)
        {
            OutputNotStored(logger, node.Name, output, type, problem);
        }
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "Node '{Node}' is cached in memory only: its output '{Output}' of type {Type} does not survive a round trip through JSON, so that a distributed store cannot keep it ({Problem}). Declare a type that JSON can read back, or supply a converter in CacheOptions.Json")]
    private static partial void OutputNotStored(ILogger logger, string node, string output, Type type, string problem);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Warning,
        Message = "Node '{Node}' is called because its entry in the cache cannot be read; its outputs replace the entry. The entry may be damaged, or written before a type changed")]
    private static partial void EntryUnreadable(ILogger logger, string node);
}
