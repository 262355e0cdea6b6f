namespace Hypergraph.Logs.Reading;

/// <summary>The bytes of a log, file by file. Not thread-safe.</summary>
internal abstract class LogSource : IDisposable
{
    /// <summary>The path of the current file; null for a stream.</summary>
    public virtual string? Path => null;

    /// <summary>Reads the next bytes of the current file.</summary>
    /// <returns>The number of bytes; 0 at its end.</returns>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Continues with the next file, or waits for more bytes of the current one, at the end of the current file.</summary>
    public virtual ValueTask<LogSourceState> ContinueAsync(CancellationToken cancellationToken) => ValueTask.FromResult(LogSourceState.Ended);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
