using System.Text.Json;
using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans;

/// <summary>
/// Serializes values as JSON, by their declared types. Where the declared type is <see cref="object"/>, or a list of objects, simple values include
/// their types: Booleans, numbers, strings, times, ids, and lists and dictionaries of these.
/// </summary>
/// <param name="options">The JSON options; silos and callers must use compatible ones.</param>
/// <remarks>
/// The codec rejects values that are nested deeper than <see cref="JsonSerializerOptions.MaxDepth"/> (by default 64 levels; for values declared as
/// <see cref="object"/> always 64 levels of lists and dictionaries), values that contain themselves, and text with an unpaired surrogate.
/// </remarks>
public sealed class JsonValueCodec(JsonSerializerOptions options) : ValueCodec
{
    private readonly JsonBuffers _buffers = new(options.Encoder, options.WriteIndented, options.MaxDepth);

    /// <summary>JSON with unchanged property names, with fields (for tuples), and with infinities and NaN.</summary>
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
