using System.Text.Json;

namespace Hypergraph.Orleans;

/// <summary>
/// Writes values as JSON, by their declared types. Where the declared type is <see cref="object"/>, or a list of objects, plain values travel with
/// their types: truth values, numbers, texts, times, ids, and lists and dictionaries of these.
/// </summary>
/// <param name="options">How JSON is written; those of the silos and of the callers have to agree.</param>
public sealed class JsonValueCodec(JsonSerializerOptions options) : ValueCodec
{
    /// <summary>JSON with the names of properties as they are, fields included (a tuple has nothing else), infinities and NaN allowed.</summary>
    public static JsonValueCodec Default { get; } = new(new JsonSerializerOptions
    {
        IncludeFields = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    });

    /// <inheritdoc/>
    public override byte[] Write(object? value, Type type) =>
        PlainValues.IsUntyped(type) ? PlainValues.Write(value) : JsonSerializer.SerializeToUtf8Bytes(value, type, options);

    /// <inheritdoc/>
    public override object? Read(ReadOnlySpan<byte> data, Type type) =>
        PlainValues.IsUntyped(type) ? PlainValues.Read(data, type) : JsonSerializer.Deserialize(data, type, options);
}
