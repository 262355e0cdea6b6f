using System.Text.Json;

namespace Hypergraph;

/// <summary>Options of a <see cref="JsonLinesEventProcessor"/>.</summary>
public sealed record JsonLinesOptions
{
    private readonly long? _maxSegmentBytes;
    private readonly TimeSpan? _maxSegmentAge;
    private readonly int? _maxValueBytes = 16 * 1024;

    /// <summary>Whether inputs, outputs, chunks and questions are written. A value that cannot be serialized is written as <c>{"$unserializable": "type"}</c>.</summary>
    /// <remarks>So is a sequence that is not a collection, such as a query or a generator: reading it may have an effect, or no end.</remarks>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IncludesValues { get; init; }

    /// <summary>
    /// Returns what is written for a value, by its node and its name: the value itself, a replacement, or null. If it throws, only the type of the value is written.
    /// </summary>
    /// <value>The default value is null: values are written as they are.</value>
    public Func<EventValue, object?>? Redact { get; init; }

    /// <summary>The length of a value as JSON, in bytes, above which only its start is written: <c>{"$truncated": 70000, "start": "…"}</c>. Null writes all values completely.</summary>
    /// <value>The default value is 16,384.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxValueBytes
    {
        get => _maxValueBytes;
        init => _maxValueBytes = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The limit of a value is at least 1 byte, or null for no limit.");
    }

    /// <summary>The options with which values are serialized.</summary>
    /// <value>
    /// The default value is null: the defaults of the serializer. An application without reflection for the serializer writes values of plain types: numbers, text, times,
    /// and arrays of them. Set options with a source-generated context for others.
    /// </value>
    public JsonSerializerOptions? SerializerOptions { get; init; }

    /// <summary>Whether the stack traces of failed nodes are written.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool IncludesStackTraces { get; init; } = true;

    /// <summary>The length of a file, in bytes, at which the log continues in the next segment. A longer line has a segment of its own. Null never continues for its length.</summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long? MaxSegmentBytes
    {
        get => _maxSegmentBytes;
        init => _maxSegmentBytes = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The length of a segment is at least 1 byte, or null for no limit.");
    }

    /// <summary>The time after the first line of a file at which the log continues in the next segment. Null never continues for its age.</summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? MaxSegmentAge
    {
        get => _maxSegmentAge;
        init => _maxSegmentAge = value is null || value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The age of a segment is positive, or null for no limit.");
    }

    /// <summary>Whether a stream that was passed to the processor stays open when the processor is disposed.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool LeavesStreamOpen { get; init; }

    /// <summary>The bound of the queue between a run and the log.</summary>
    /// <value>The default value has no bound: no event is dropped.</value>
    public EventQueueOptions Queue { get; init; } = new();

    /// <summary>The clock for <see cref="MaxSegmentAge"/>.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
