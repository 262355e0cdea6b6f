using System.Buffers;
using System.Collections;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Durability.Values;

/// <summary>
/// Encodes named values as one JSON object: <c>{"x":1}</c>. A large value is a value of its own in the store, and the object has its hash: <c>{"#y":"…"}</c>. A name of a value never
/// starts with <c>#</c>. The transform of the options changes the whole object, and each large value.
/// </summary>
internal sealed class ValueCodec(RunStoreOptions options)
{
    private const char HashPrefix = '#';

    [ThreadStatic]
    private static Scratch? _scratch;

    private readonly ValueJson _json = ValueJson.Of(options.JsonOptions);

    /// <summary>Encodes values.</summary>
    /// <param name="declared">The names and the types.</param>
    /// <param name="values">The values.</param>
    /// <param name="owner">What the values belong to, for messages: <c>node 'parse'</c>.</param>
    /// <param name="large">Receives the large values by hash.</param>
    /// <exception cref="RunStoreException">A value cannot be encoded or is too large.</exception>
    public ReadOnlyMemory<byte> Encode(
        ReadOnlySpan<StoredValue> declared, IReadOnlyList<object?> values, string owner, ref Dictionary<string, ReadOnlyMemory<byte>>? large)
    {
        Scratch scratch = _scratch ?? new Scratch();
        _scratch = null;
        scratch.Clear();
        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        for (int i = 0; i < declared.Length; i++)
        {
            EncodeValue(scratch, declared[i], values[i], owner, ref large);
        }

        writer.WriteEndObject();
        writer.Flush();
        byte[] payload = Transformed(scratch.Object.WrittenSpan);
        _scratch = scratch;
        return payload;
    }

    /// <summary>Decodes a value.</summary>
    /// <param name="payload">What <see cref="Encode"/> returned, decoded by <see cref="RemoveTransform"/>.</param>
    /// <param name="declared">The name and the type.</param>
    /// <param name="findLarge">Reads a large value by its hash.</param>
    /// <returns>Whether the payload has the value, and the value.</returns>
    public async ValueTask<(bool IsThere, object? Value)> DecodeAsync(
        ReadOnlyMemory<byte> payload, StoredValue declared, Func<string, ValueTask<ReadOnlyMemory<byte>?>> findLarge)
    {
        if (!TryDecode(payload.Span, declared, out object? value, out string? hash))
        {
            return (false, null);
        }

        if (hash is null)
        {
            return (true, value);
        }

        ReadOnlyMemory<byte> stored = await findLarge(hash).ConfigureAwait(false) ?? throw new RunStoreException($"The store lacks the large value of '{declared.Name}'.");
        return (true, ReadLarge(RemoveTransform(stored).Span, declared));
    }

    /// <summary>Decodes a value that is in the payload itself.</summary>
    /// <param name="payload">What <see cref="Encode"/> returned, decoded by <see cref="RemoveTransform"/>.</param>
    /// <param name="declared">The name and the type.</param>
    /// <param name="value">The value.</param>
    /// <param name="hash">The hash of the value, if the store has it as a large value; null otherwise.</param>
    /// <returns>Whether the payload has the value.</returns>
    public bool TryDecode(ReadOnlySpan<byte> payload, StoredValue declared, out object? value, out string? hash)
    {
        value = null;
        hash = null;
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isLarge = reader.ValueSpan is [(byte)HashPrefix, ..];
            bool isFound = isLarge ? reader.GetString()!.AsSpan(1).SequenceEqual(declared.Name) : reader.ValueTextEquals(declared.Name);
            reader.Read();
            if (!isFound)
            {
                reader.Skip();
                continue;
            }

            if (isLarge)
            {
                hash = reader.GetString();
            }
            else
            {
                value = Read(ref reader, declared);
            }

            return true;
        }

        return false;
    }

    /// <summary>The JSON of what was stored.</summary>
    public ReadOnlyMemory<byte> RemoveTransform(ReadOnlyMemory<byte> stored) => options.Transform?.Decode(stored.Span) ?? stored;

    /// <summary>The JSON of each value by name, or the hash of a large one.</summary>
    public IReadOnlyDictionary<string, string> Describe(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(RemoveTransform(payload));
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name.TrimStart(HashPrefix), p => p.Value.GetRawText());
    }

    /// <summary>The hashes of the large values to which a payload refers.</summary>
    public IEnumerable<string> HashesIn(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(RemoveTransform(payload));
        return [.. document.RootElement.EnumerateObject().Where(p => p.Name[0] == HashPrefix).Select(p => p.Value.GetString()!)];
    }

    private object? ReadLarge(ReadOnlySpan<byte> json, StoredValue declared)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read(ref reader, declared);
    }

    private object? Read(ref Utf8JsonReader reader, StoredValue declared)
    {
        JsonTypeInfo type = _json.Options.GetTypeInfo(declared.Type);
        if (!declared.IsCollection)
        {
            return JsonSerializer.Deserialize(ref reader, type);
        }

        return CollectionReader.Read(ref reader, type);
    }

    private void EncodeValue(Scratch scratch, StoredValue declared, object? value, string owner, ref Dictionary<string, ReadOnlyMemory<byte>>? large)
    {
        string name = declared.Name;
        scratch.Value.ResetWrittenCount();
        try
        {
            scratch.ValueWriter.Reset();
            Write(scratch.ValueWriter, declared, value);
            scratch.ValueWriter.Flush();
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw new RunStoreException(
                $"The store cannot keep '{name}' of {owner}: {exception.Message} Return a value that System.Text.Json can write and read, or set RunStoreOptions.JsonOptions.", exception);
        }

        ReadOnlySpan<byte> json = scratch.Value.WrittenSpan;
        if (json.Length > options.MaxValueBytes)
        {
            throw new RunStoreException(
                $"The store cannot keep '{name}' of {owner}: it has {json.Length:N0} bytes, more than the {options.MaxValueBytes:N0} of RunStoreOptions.MaxValueBytes. Return where the value is, such as a path, or raise the limit.");
        }

        if (json.Length < options.LargeValueBytes)
        {
            scratch.Writer.WritePropertyName(name);
            scratch.Writer.WriteRawValue(json, skipInputValidation: true);
            return;
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(json));
        (large ??= new(StringComparer.Ordinal)).TryAdd(hash, Transformed(json));
        scratch.Writer.WriteString($"{HashPrefix}{name}", hash);
    }

    private void Write(Utf8JsonWriter writer, StoredValue declared, object? value)
    {
        JsonTypeInfo type = _json.Options.GetTypeInfo(declared.Type);
        if (!declared.IsCollection)
        {
            JsonSerializer.Serialize(writer, value, type);
            return;
        }

        writer.WriteStartArray();
        foreach (object? item in (IEnumerable)value!)
        {
            JsonSerializer.Serialize(writer, item, type);
        }

        writer.WriteEndArray();
    }

    private byte[] Transformed(ReadOnlySpan<byte> json) => options.Transform?.Encode(json) ?? json.ToArray();

    /// <summary>The buffers of one encoding.</summary>
    private sealed class Scratch
    {
        public Scratch()
        {
            Writer = new Utf8JsonWriter(Object);
            ValueWriter = new Utf8JsonWriter(Value);
        }

        public ArrayBufferWriter<byte> Object { get; } = new();

        public ArrayBufferWriter<byte> Value { get; } = new();

        public Utf8JsonWriter Writer { get; }

        public Utf8JsonWriter ValueWriter { get; }

        public void Clear()
        {
            Object.ResetWrittenCount();
            Writer.Reset();
        }
    }
}
