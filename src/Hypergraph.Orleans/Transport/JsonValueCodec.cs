using System.Text.Json;

namespace Hypergraph.Orleans;

/// <summary>
/// Writes values as JSON, by their declared types. Where the declared type is <see cref="object"/>, or a list of objects, plain values travel with
/// their types: truth values, numbers, texts, times, ids, and lists and dictionaries of these.
/// </summary>
/// <param name="options">How JSON is written; those of the silos and of the callers have to agree.</param>
/// <remarks>
/// What is nested deeper than <see cref="JsonSerializerOptions.MaxDepth"/> (by default 64 levels; values declared as <see cref="object"/>: always 64
/// levels of lists and dictionaries), or contains itself, is rejected, and so is text with half of a surrogate pair.
/// </remarks>
public sealed class JsonValueCodec(JsonSerializerOptions options) : ValueCodec
{
    private readonly JsonBuffers _buffers = new(options.Encoder, options.WriteIndented, options.MaxDepth);

    /// <summary>JSON with the names of properties as they are, fields included (a tuple has nothing else), infinities and NaN allowed.</summary>
    public static JsonValueCodec Default { get; } = new(new JsonSerializerOptions
    {
        IncludeFields = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    });

    /// <inheritdoc/>
    public override byte[] Write(object? value, Type type) =>
        UntypedValues.IsUntyped(type) ? UntypedValues.Write(value) : _buffers.Write((value, type), Write);

    /// <inheritdoc/>
    public override object? Read(ReadOnlySpan<byte> data, Type type) =>
        UntypedValues.IsUntyped(type) ? UntypedValues.Read(data, type) : JsonSerializer.Deserialize(data, type, options);

    private void Write(Utf8JsonWriter writer, (object? Value, Type Type) written) => JsonSerializer.Serialize(writer, written.Value, written.Type, options);
}
