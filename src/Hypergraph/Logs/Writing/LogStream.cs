namespace Hypergraph.Logs.Writing;

/// <summary>A log in a stream.</summary>
internal sealed class LogStream(Stream stream, bool leavesOpen) : LogOutput
{
    /// <inheritdoc/>
    public override string Name => stream.GetType().Name;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> lines)
    {
        stream.Write(lines);
        stream.Flush();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!leavesOpen)
        {
            stream.Dispose();
        }
    }
}
