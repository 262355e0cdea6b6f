namespace Hypergraph.Orleans;

/// <summary>Writes the values that go between callers and silos, and reads them. Derive from it where JSON will not do.</summary>
/// <remarks>
/// Called from any thread, several at once. Silos and callers must use codecs that understand each other. What it throws
/// becomes a <see cref="ValueTransportException"/> that names the graph and the value.
/// </remarks>
public abstract class ValueCodec
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">
    /// The type that the graph declares for it; <see cref="object"/> where it declares none: of nodes made from data, of
    /// questions and of chunks.
    /// </param>
    public abstract byte[] Write(object? value, Type type);

    /// <summary>Reads a value.</summary>
    /// <param name="data">What <see cref="Write"/> gave.</param>
    /// <param name="type">The type that was declared for it then.</param>
    public abstract object? Read(ReadOnlySpan<byte> data, Type type);
}
