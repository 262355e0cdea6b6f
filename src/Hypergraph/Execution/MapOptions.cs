namespace Hypergraph;

/// <summary>How one map runs.</summary>
public sealed record MapOptions : RunOptions
{
    /// <summary>How several mapped inputs make items.</summary>
    /// <value>The default value is <see cref="MapMode.Zip"/>.</value>
    public MapMode Mode { get; init; } = MapMode.Zip;
}
