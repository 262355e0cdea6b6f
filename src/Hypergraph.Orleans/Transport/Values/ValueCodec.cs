namespace Hypergraph.Orleans;

/// <summary>Serializes and deserializes the values that are sent between callers and silos. Derive from it where JSON is not sufficient.</summary>
/// <remarks>
/// Implementations must be thread-safe. Silos and callers must use compatible codecs. An exception of the codec
/// is wrapped in a <see cref="ValueTransportException"/> that names the graph and the value.
/// </remarks>
public abstract class ValueCodec
{
    /// <summary>Serializes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">
    /// The type that the graph declares for it; <see cref="object"/> if it declares none, as for nodes created from data,
    /// questions and chunks.
    /// </param>
    /// <returns>The serialized value.</returns>
    public abstract byte[] Write(object? value, Type type);

    /// <summary>Deserializes a value.</summary>
    /// <param name="data">The result of <see cref="Write"/>.</param>
    /// <param name="type">The type that was passed to <see cref="Write"/>.</param>
    /// <returns>The value.</returns>
    public abstract object? Read(ReadOnlySpan<byte> data, Type type);
}
