namespace Hypergraph.Logs.Reading;

/// <summary>Splits the bytes of a log into lines, and reads their events. Not thread-safe.</summary>
internal sealed class LogReader(LogSource source)
{
    private const int ReadSize = 256 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly LogLineReader _lines = new();
    private byte[] _buffer = new byte[ReadSize];
    private int _start;
    private int _end;

    /// <summary>The bytes up to here have no end of a line.</summary>
    private int _searched;


    /// <summary>Whether the bytes that are left are those of the last line of a file.</summary>
    private bool _isAtEnd;

    /// <summary>Whether no more bytes follow.</summary>
    private bool _hasEnded;

    /// <summary>The number of the last line in its file, counted from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The path of the file of the last line; null for a stream.</summary>
    public string? Path { get; private set; } = source.Path;

    /// <summary>Reads more bytes.</summary>
    /// <returns>Whether there may be more lines.</returns>
    public async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        while (!_hasEnded)
        {
            MakeRoom();
            int count = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (count > 0)
            {
                _end += count;
                return true;
            }

            switch (await source.ContinueAsync(cancellationToken).ConfigureAwait(false))
            {
                case LogSourceState.Ended:
                    (_isAtEnd, _hasEnded) = (true, true);
                    return true;
                case LogSourceState.NextFile:
                    _isAtEnd = true;
                    return true;
            }
        }

        return false;
    }

    /// <summary>Reads the next line whose end is known.</summary>
    public bool TryReadLine(out LineContent line)
    {
        while (TryFindLine(out ReadOnlySpan<byte> text))
        {
            Number++;
            if (Number == 1 && text.StartsWith(ByteOrderMark))
            {
                text = text[ByteOrderMark.Length..];
            }

            if (!text.Trim(" \t\r"u8).IsEmpty)
            {
                line = _lines.Read(text, Number, Path);
                return true;
            }
        }

        if (_isAtEnd)
        {
            (_isAtEnd, Number, Path) = (false, 0, source.Path);
        }

        line = default;
        return false;
    }

    private bool TryFindLine(out ReadOnlySpan<byte> text)
    {
        int length = _buffer.AsSpan(_searched.._end).IndexOf((byte)'\n');
        if (length >= 0)
        {
            int end = _searched + length;
            text = _buffer.AsSpan(_start..end);
            _start = _searched = end + 1;
            return true;
        }

        _searched = _end;
        text = _buffer.AsSpan(_start.._end);
        if (_isAtEnd && !text.IsEmpty)
        {
            _start = _end;
            return true;
        }

        return false;
    }

    /// <summary>Moves the start of an unfinished line to the start of the buffer, and enlarges the buffer for a long line.</summary>
    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_searched, _end, _start) = (_searched - _start, _end - _start, 0);
        }

        if (_buffer.Length - _end < ReadSize / 2)
        {
            Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, Array.MaxLength));
        }
    }
}
