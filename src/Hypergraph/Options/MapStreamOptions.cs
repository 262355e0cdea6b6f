namespace Hypergraph;

/// <summary>How one map over a stream runs.</summary>
public sealed record MapStreamOptions : RunOptions
{
    private readonly int? _maxBuffered;

    /// <summary>The order of the results.</summary>
    /// <value>The default value is <see cref="ResultOrder.Input"/>.</value>
    public ResultOrder Order { get; init; } = ResultOrder.Input;

    /// <summary>What items are called in failures, events and progress: <c>"path"</c> for the value of that input.</summary>
    /// <value>The default value is null: their numbers.</value>
    public ItemLabel? ItemLabel { get; init; }

    /// <summary>
    /// The maximum number of items that are read from the stream and whose results the caller has not consumed: items that
    /// wait to start, items in flight, and items whose results wait for the caller or for a preceding item. The stream is
    /// not read further until the caller continues, so this bounds the memory of the map. Null: a number that suits the machine
    /// (twice the number of items in flight, at least 256; at least 32 where <see cref="RunOptions.MaxConcurrency"/>
    /// sets that number).
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

    /// <inheritdoc/>
    internal override bool IsMap => true;
}
