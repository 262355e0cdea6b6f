using System.Text;

namespace Hypergraph.Progress;

/// <summary>One of the process's output streams while what is written to it goes above the live region.</summary>
/// <param name="region">Where the text goes.</param>
/// <param name="former">The stream in whose place it stands. Once the region is suspended or this is closed, it gets everything.</param>
/// <param name="encoding">How text is written as bytes.</param>
internal sealed class CapturedStream(LiveRegion region, Stream former, Encoding encoding) : Stream
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
            former.Write(buffer);
            former.Flush();
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>The region ends: from now on everything goes where it went before.</summary>
    public void Release()
    {
        _isClosed = true;
        if (Interlocked.Exchange(ref _takeover, null) is not null)
        {
            region.Resume();
        }
    }

    /// <summary>Writes up to where the program begins to draw on the screen itself, or ends to.</summary>
    /// <returns>How much that was.</returns>
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

        length = ScreenTakeover.Find(buffer, out ScreenTakeover? begun);
        if (length > 0)
        {
            WritePart(buffer[..length]);
        }

        if (begun is not null)
        {
            region.Suspend();
            _takeover = begun;
        }

        return length;
    }

    private void WritePart(ReadOnlySpan<byte> buffer)
    {
        char[] text = new char[encoding.GetMaxCharCount(buffer.Length)];
        int length = _decoder.GetChars(buffer, text, flush: false);
        region.ProgramOutput.Write(_line, ConsoleStyle.Wrap(new string(text, 0, length)), buffer, former);
    }
}
