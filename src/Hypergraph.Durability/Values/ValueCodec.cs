using System.Buffers;
using System.Collections;
using System.Globalization;
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

    /// <summary>The maximum size of a collection that a call maps over. PostgreSQL and SQLite accept values of 1 GB, encrypted or not.</summary>
    private const int MaxCollectionBytes = 512 * 1024 * 1024;

    /// <summary>The size of the buffer that a thread keeps.</summary>
    private const int MaxKeptBytes = 4 * 1024 * 1024;

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
        Scratch scratch = _scratch is { } kept && kept.MaxDepth >= _json.MaxDepth ? kept : new Scratch(_json.MaxDepth);
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
        _scratch = scratch.Bytes <= MaxKeptBytes ? scratch : null;
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
        var reader = new Utf8JsonReader(payload, _json.ReaderOptions);
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
        using var document = JsonDocument.Parse(RemoveTransform(payload), _json.DocumentOptions);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name.TrimStart(HashPrefix), p => p.Value.GetRawText());
    }

    /// <summary>The hashes of the large values to which a payload refers.</summary>
    public IEnumerable<string> HashesIn(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(RemoveTransform(payload), _json.DocumentOptions);
        return [.. document.RootElement.EnumerateObject().Where(p => p.Name[0] == HashPrefix).Select(p => p.Value.GetString()!)];
    }

    private object? ReadLarge(ReadOnlySpan<byte> json, StoredValue declared)
    {
        var reader = new Utf8JsonReader(json, _json.ReaderOptions);
        reader.Read();
        return Read(ref reader, declared);
    }

    private object? Read(ref Utf8JsonReader reader, StoredValue declared)
    {
        try
        {
            JsonTypeInfo type = _json.Options.GetTypeInfo(declared.Type);
            return declared.IsCollection ? CollectionReader.Read(ref reader, type) : JsonSerializer.Deserialize(ref reader, type);
        }
        catch (Exception exception) when (exception is not (JsonException or NotSupportedException or InvalidOperationException))
        {
            // A constructor or a property has thrown.
            throw new JsonException($"'{declared.Name}': {exception.Message}", exception);
        }
    }

    private void EncodeValue(Scratch scratch, StoredValue declared, object? value, string owner, ref Dictionary<string, ReadOnlyMemory<byte>>? large)
    {
        string name = declared.Name;
        scratch.Value.ResetWrittenCount();
        scratch.ValueWriter.Reset();
        if (declared.IsCollection)
        {
            WriteItems(scratch.ValueWriter, declared, value, owner);
        }
        else
        {
            Write(scratch.ValueWriter, declared, value, item: null, owner);
        }

        scratch.ValueWriter.Flush();
        ReadOnlySpan<byte> json = scratch.Value.WrittenSpan;
        if (!declared.IsCollection)
        {
            CheckSize(json.Length, declared, item: null, owner);
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

    /// <summary>Writes a value, or an item of a collection.</summary>
    private void Write(Utf8JsonWriter writer, StoredValue declared, object? value, int? item, string owner)
    {
        string? problem;
        try
        {
            problem = _json.ProblemOf(declared.Type, value);
            if (problem is null)
            {
                JsonSerializer.Serialize(writer, value, _json.Options.GetTypeInfo(declared.Type));
                return;
            }
        }
        catch (Exception exception)
        {
            // The getter of a property may throw anything.
            throw Refuse($"{TextOf(declared, item)} of {owner}: {exception.Message} Return a value that System.Text.Json can write and read, or set RunStoreOptions.JsonOptions.", exception);
        }

        throw Refuse($"{TextOf(declared, item)} of {owner}: {problem}");
    }

    /// <summary>Writes a collection that a call maps over. Each item is a value of its own, so the maximum size is that of an item.</summary>
    private void WriteItems(Utf8JsonWriter writer, StoredValue declared, object? collection, string owner)
    {
        int index = 0;
        long end = 1;
        writer.WriteStartArray();
        foreach (object? item in (IEnumerable)collection!)
        {
            Write(writer, declared, item, index, owner);
            long written = writer.BytesCommitted + writer.BytesPending;
            CheckSize(written - end, declared, index, owner);
            if (written > Math.Max(MaxCollectionBytes, options.MaxValueBytes))
            {
                throw Refuse($"'{declared.Name}' of {owner}: it has more than {Math.Max(MaxCollectionBytes, options.MaxValueBytes):N0} bytes, more than a database accepts. Map over where the items are, such as paths, or over parts of the collection.");
            }

            end = written;
            index++;
        }

        writer.WriteEndArray();
    }

    private void CheckSize(long bytes, StoredValue declared, int? item, string owner)
    {
        if (bytes > options.MaxValueBytes)
        {
            throw Refuse($"{TextOf(declared, item)} of {owner}: it has {bytes:N0} bytes, more than the {options.MaxValueBytes:N0} of RunStoreOptions.MaxValueBytes. Return where the value is, such as a path, or raise the limit.");
        }
    }

    private static string TextOf(StoredValue declared, int? item) => item is null ? $"'{declared.Name}'" : string.Create(CultureInfo.InvariantCulture, $"item {item} of '{declared.Name}'");

    private static RunStoreException Refuse(string what, Exception? cause = null) => new($"The store cannot keep {what}", cause) { IsOfValue = true };

    private byte[] Transformed(ReadOnlySpan<byte> json) => options.Transform?.Encode(json) ?? json.ToArray();

    /// <summary>The buffers of one encoding.</summary>
    private sealed class Scratch
    {
        // The default depth of writers is 1,000.
        public Scratch(int maxDepth)
        {
            MaxDepth = Math.Max(maxDepth, 1000);
            Writer = new Utf8JsonWriter(Object);
            ValueWriter = new Utf8JsonWriter(Value, new JsonWriterOptions { MaxDepth = MaxDepth });
        }

        public int MaxDepth { get; }

        public long Bytes => (long)Object.Capacity + Value.Capacity;

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
