namespace Hypergraph;

/// <summary>How one map over a stream runs.</summary>
public sealed record MapStreamOptions : RunOptions
{
    private readonly int? _maxBuffered;

    /// <summary>The order in which results are given.</summary>
    /// <value>The default value is <see cref="ResultOrder.Input"/>.</value>
    public ResultOrder Order { get; init; } = ResultOrder.Input;

    /// <summary>What items are called in failures, events and progress: <c>"path"</c> for the value of that input.</summary>
    /// <value>The default value is null: their numbers.</value>
    public ItemLabel? ItemLabel { get; init; }

    /// <summary>
    /// The number of items that may be read from the stream without their results having been taken: those that wait to
    /// start, those under way, and those whose results wait for the caller or for an item before them. The stream is
    /// read no further until the caller goes on, so this bounds the memory of the map. Null: as many as suit the machine
    /// (twice the items that may be under way, at least 256; exactly twice where <see cref="RunOptions.MaxConcurrency"/>
    /// says how many that are).
    /// </summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxBuffered
    {
        get => _maxBuffered;
        init => _maxBuffered = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxBuffered is at least 1, or null for what suits the machine.");
    }
}
