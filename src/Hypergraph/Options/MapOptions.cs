namespace Hypergraph;

/// <summary>How one map runs.</summary>
public sealed record MapOptions : RunOptions
{
    /// <summary>The default of <see cref="RunOptions.MaxKeptEvents"/> in maps.</summary>
    public const int DefaultMaxKeptEvents = 10_000;

    /// <summary>Creates the default options.</summary>
    public MapOptions() => MaxKeptEvents = DefaultMaxKeptEvents;

    /// <summary>How several mapped inputs make items.</summary>
    /// <value>The default value is <see cref="MapMode.Zip"/>.</value>
    public MapMode Mode { get; init; } = MapMode.Zip;

    /// <summary>What items are called in failures, events and progress: <c>"path"</c> for the value of that input.</summary>
    /// <value>The default value is null: their numbers.</value>
    public ItemLabel? ItemLabel { get; init; }

    /// <inheritdoc/>
    internal override bool IsMap => true;
}
