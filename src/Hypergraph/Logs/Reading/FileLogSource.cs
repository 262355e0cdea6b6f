using Hypergraph.Logs.Segments;

namespace Hypergraph.Logs.Reading;

/// <summary>A log in a file and its further segments (<see cref="LogSegments"/>).</summary>
internal sealed class FileLogSource : LogSource
{
    private readonly string _path;
    private readonly EventLogOptions _options;
    private FileStream _stream;
    private int _segment;

    /// <summary>The number of the next segment; null before it is found. Since then, the current one has been read once more.</summary>
    private int? _next;

    /// <exception cref="IOException">The file does not exist or cannot be opened.</exception>
    public FileLogSource(string path, EventLogOptions options)
    {
        _path = path;
        _options = options;
        _segment = LogSegments.FindFirst(path) ?? 0;
        _stream = Open(path, _segment);
    }

    /// <inheritdoc/>
    public override string Path => LogSegments.PathOf(_path, _segment);

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _stream.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<LogSourceState> ContinueAsync(CancellationToken cancellationToken)
    {
        if (_next is { } segment)
        {
            FileStream next = Open(_path, segment);
            await _stream.DisposeAsync().ConfigureAwait(false);
            _stream = next;
            (_segment, _next) = (segment, null);
            return LogSourceState.NextFile;
        }

        _next = LogSegments.FindNext(_path, _segment);
        if (_next is not null)
        {
            // The last lines of this segment may have been written after the last read of it.
            return LogSourceState.SameFile;
        }

        if (!_options.Follow)
        {
            return LogSourceState.Ended;
        }

        await Task.Delay(_options.PollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return LogSourceState.SameFile;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stream.Dispose();
        base.Dispose();
    }

    /// <summary>Opens a segment so that it can be written, renamed and deleted meanwhile.</summary>
    private static FileStream Open(string path, int segment) => new(
        LogSegments.PathOf(path, segment),
        new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
}
