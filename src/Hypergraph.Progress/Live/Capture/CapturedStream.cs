using System.Text;
using Hypergraph.Progress.Live.Output;
using Hypergraph.Progress.Live.Regions;

namespace Hypergraph.Progress.Live.Capture;

/// <summary>One of the process's output streams, whose text appears above the live region.</summary>
/// <param name="region">The region.</param>
/// <param name="inner">
/// The stream that this one replaces. It receives everything once the region is suspended or this stream is released.
/// </param>
/// <param name="encoding">The encoding of the stream.</param>
internal sealed class CapturedStream(LiveRegion region, Stream inner, Encoding encoding) : Stream
{
    private readonly OpenLine _line = new();
    private readonly Decoder _decoder = encoding.GetDecoder();
    private volatile bool _isClosed;
    private ScreenTakeover? _takeover;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!_isClosed && !buffer.IsEmpty)
        {
            buffer = buffer[WriteUntilTakeoverChange(buffer)..];
        }

        if (!buffer.IsEmpty)
        {
            inner.Write(buffer);
            inner.Flush();
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Passes all further output to the original stream, because the region ends.</summary>
    public void Release()
    {
        _isClosed = true;
        if (Interlocked.Exchange(ref _takeover, null) is not null)
        {
            region.Resume();
        }
    }

    /// <summary>Writes up to the position at which the program begins or ends drawing on the screen itself.</summary>
    /// <returns>The number of bytes written.</returns>
    private int WriteUntilTakeoverChange(ReadOnlySpan<byte> buffer)
    {
        int length;
        if (_takeover is { } claim)
        {
            length = claim.FindEnd(buffer, out bool isEnded);
            WritePart(buffer[..length]);
            if (isEnded && Interlocked.Exchange(ref _takeover, null) is not null)
            {
                region.Resume();
            }

            return length;
        }

        length = ScreenTakeover.Find(buffer, out ScreenTakeover? startedTakeover);
        if (length > 0)
        {
            WritePart(buffer[..length]);
        }

        if (startedTakeover is not null)
        {
            region.Suspend();
            _takeover = startedTakeover;
        }

        return length;
    }

    private void WritePart(ReadOnlySpan<byte> buffer)
    {
        char[] text = new char[encoding.GetMaxCharCount(buffer.Length)];
        int length = _decoder.GetChars(buffer, text, flush: false);
        region.ProgramOutput.Write(_line, ConsoleStyle.Wrap(new string(text, 0, length)), buffer, inner);
    }
}
