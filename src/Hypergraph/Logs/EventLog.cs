using System.Runtime.CompilerServices;
using Hypergraph.Logs.Reading;

namespace Hypergraph;

/// <summary>
/// Reads logs that a <see cref="JsonLinesEventProcessor"/> wrote. The events make the same progress as those of the run: pass them to
/// <see cref="EventProcessor.OnEvent"/> of any processor.
/// </summary>
/// <remarks>
/// A line that a killed process left unfinished, and events of types that are not known here, are skipped. A log may have several runs.
/// </remarks>
public static class EventLog
{
    /// <summary>Reads the events of a file and of its further segments.</summary>
    /// <param name="path">The path of the log, which is that of its first segment.</param>
    /// <param name="options">Whether reading waits for more lines; null to read what is there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="EventLogException">A line is not an event, or has a newer format.</exception>
    public static IAsyncEnumerable<Event> ReadAsync(string path, EventLogOptions? options = null, CancellationToken cancellationToken = default) =>
        EventsOf(FileOf(path, options), cancellationToken);

    /// <summary>Reads the events of a stream.</summary>
    /// <param name="stream">The stream. It is not disposed.</param>
    /// <exception cref="EventLogException">A line is not an event, or has a newer format.</exception>
    public static IAsyncEnumerable<Event> ReadAsync(Stream stream) => ReadAsync(stream, CancellationToken.None);

    /// <summary>Reads the events of a stream.</summary>
    /// <param name="stream">The stream. It is not disposed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EventLogException">A line is not an event, or has a newer format.</exception>
    public static IAsyncEnumerable<Event> ReadAsync(Stream stream, CancellationToken cancellationToken) =>
        EventsOf(StreamOf(stream), cancellationToken);

    /// <summary>Reads the lines of a file and of its further segments, with those that are not events.</summary>
    /// <inheritdoc cref="ReadAsync(string, EventLogOptions?, CancellationToken)"/>
    public static IAsyncEnumerable<EventLogLine> ReadLinesAsync(string path, EventLogOptions? options = null, CancellationToken cancellationToken = default) =>
        LinesOf(FileOf(path, options), cancellationToken);

    /// <summary>Reads the lines of a stream, with those that are not events.</summary>
    /// <param name="stream">The stream. It is not disposed.</param>
    /// <exception cref="EventLogException">A line has a newer format.</exception>
    public static IAsyncEnumerable<EventLogLine> ReadLinesAsync(Stream stream) => ReadLinesAsync(stream, CancellationToken.None);

    /// <summary>Reads the lines of a stream, with those that are not events.</summary>
    /// <inheritdoc cref="ReadAsync(Stream, CancellationToken)"/>
    public static IAsyncEnumerable<EventLogLine> ReadLinesAsync(Stream stream, CancellationToken cancellationToken) =>
        LinesOf(StreamOf(stream), cancellationToken);

    private static async IAsyncEnumerable<Event> EventsOf(Func<LogSource> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using LogSource source = open();
        var reader = new LogReader(source);
        while (await reader.ReadMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            while (reader.TryReadLine(out LineContent line))
            {
                if (line.Event is { } e)
                {
                    yield return e;
                }
                else if (line is { Problem: not null, IsTorn: false })
                {
                    throw new EventLogException($"Line {reader.Number} of {reader.Path ?? "the log"} is not an event: {line.Problem}");
                }
            }
        }
    }

    private static async IAsyncEnumerable<EventLogLine> LinesOf(Func<LogSource> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using LogSource source = open();
        var reader = new LogReader(source);
        while (await reader.ReadMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            while (reader.TryReadLine(out LineContent line))
            {
                yield return new EventLogLine(reader.Number, line.Event) { Path = reader.Path, UnknownType = line.UnknownType, Problem = line.Problem, IsTorn = line.IsTorn };
            }
        }
    }

    private static Func<LogSource> FileOf(string path, EventLogOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return () => new FileLogSource(path, options ?? new EventLogOptions());
    }

    private static Func<LogSource> StreamOf(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return () => new StreamLogSource(stream);
    }
}
