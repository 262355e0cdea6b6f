namespace Hypergraph.Logs.Reading;

/// <summary>A log in a stream that is read to its end.</summary>
internal sealed class StreamLogSource(Stream stream) : LogSource
{
    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => stream.ReadAsync(buffer, cancellationToken);
}
