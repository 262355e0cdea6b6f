namespace Hypergraph;

/// <summary>Options for reading an event log.</summary>
public sealed record EventLogOptions
{
    private readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether reading waits at the end of the log for more lines, until it is cancelled. A stream is read to its end in any case.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Follow { get; init; }

    /// <summary>The time between two looks for more lines, with <see cref="Follow"/>.</summary>
    /// <value>The default value is 100 milliseconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan PollInterval
    {
        get => _pollInterval;
        init => _pollInterval = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The time between two looks is positive.");
    }

    /// <summary>The clock that waits.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
