namespace Hypergraph.Tests.Logs;

/// <summary>A stream that has no space left after some bytes.</summary>
internal sealed class FailingStream : MemoryStream
{
    public required int FreeBytes { get; init; }

    public Exception Error { get; init; } = new IOException("No space is left.");

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Length + buffer.Length > FreeBytes)
        {
            throw Error;
        }

        base.Write(buffer);
    }
}
