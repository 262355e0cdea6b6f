using Hypergraph.Logs.Segments;

namespace Hypergraph.Logs.Writing;

/// <summary>A log in a file, which continues in further segments (<see cref="LogSegments"/>). What is there already stays.</summary>
internal sealed class LogFile : LogOutput
{
    /// <summary>The time is in the first bytes of a line.</summary>
    private const int FirstLineBytes = 256;

    private readonly string _path;
    private readonly long _maxBytes;
    private readonly TimeSpan? _maxAge;
    private readonly TimeProvider _clock;
    private readonly FileStream _lock;
    private FileStream _stream;
    private int _segment;
    private long _firstLine;

    /// <summary>The age that the file already had when it was opened.</summary>
    private TimeSpan _ageAtStart;

    /// <summary>Opens the last segment of the log, or creates the first.</summary>
    /// <exception cref="IOException">The file cannot be opened, or another process writes to it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public LogFile(string path, JsonLinesOptions options)
    {
        _path = TargetOf(path);
        _maxBytes = options.MaxSegmentBytes ?? long.MaxValue;
        _maxAge = options.MaxSegmentAge;
        _clock = options.TimeProvider;
        _lock = Lock(_path);
        _firstLine = _clock.GetTimestamp();
        try
        {
            _segment = LogSegments.FindLast(_path);
            _stream = Open(_path, _segment);
            EndTornLine(_stream);
            _ageAtStart = _maxAge is null ? TimeSpan.Zero : ReadAge();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string Name => LogSegments.PathOf(_path, _segment);

    /// <inheritdoc/>
    public override long FreeBytes => IsTooOld ? 0 : Math.Max(_maxBytes - _stream.Position, 0);

    /// <inheritdoc/>
    public override bool IsEmpty => _stream.Position == 0;

    private bool IsTooOld => !IsEmpty && _maxAge is { } age && _ageAtStart + _clock.GetElapsedTime(_firstLine) >= age;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> lines)
    {
        if (IsEmpty)
        {
            (_firstLine, _ageAtStart) = (_clock.GetTimestamp(), TimeSpan.Zero);
        }

        long start = _stream.Position;
        try
        {
            _stream.Write(lines);
        }
        catch (IOException)
        {
            RemovePartOfLine(start);
            throw;
        }
    }

    /// <inheritdoc/>
    public override void StartNextFile()
    {
        FileStream next = Open(_path, _segment + 1);
        _stream.Dispose();
        _stream = next;
        _segment++;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stream.Dispose();
        _lock.Dispose();
    }

    /// <summary>Returns the path of the file that a link leads to; that of the file itself if it is no link.</summary>
    private static string TargetOf(string path) => (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    /// <summary>
    /// Makes sure that no other processor writes to the log. Readers must be able to open it meanwhile, which an exclusive lock of the log itself does not allow on all systems.
    /// </summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
        }
        catch (IOException exception) when (File.Exists(path + ".lock"))
        {
            throw new IOException($"The event log '{path}' is written by another process or by another processor of this one. Use one processor for all runs of a log, or another path.", exception);
        }
    }

    /// <summary>Opens a segment without a buffer of its own, so that what is written is at once with the operating system.</summary>
    private static FileStream Open(string path, int segment)
    {
        var stream = new FileStream(
            LogSegments.PathOf(path, segment),
            new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 });
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    /// <summary>Reads how long ago the first line of an existing file was written; zero if it has no time.</summary>
    private TimeSpan ReadAge()
    {
        Span<byte> start = stackalloc byte[FirstLineBytes];
        int length = RandomAccess.Read(_stream.SafeFileHandle, start, fileOffset: 0);
        TimeSpan age = LineTime.Find(start[..length]) is { } time ? _clock.GetUtcNow() - time : TimeSpan.Zero;
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    /// <summary>A process that was killed may have left the start of a line. The next event begins a new one.</summary>
    private static void EndTornLine(FileStream stream)
    {
        if (stream.Position > 0)
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
            {
                stream.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>A full disk accepts the start of what is written. The log ends after its last whole line.</summary>
    private void RemovePartOfLine(long start)
    {
        try
        {
            _stream.SetLength(start);
        }
        catch (IOException)
        {
            // Readers skip the part of a line.
        }
    }
}
