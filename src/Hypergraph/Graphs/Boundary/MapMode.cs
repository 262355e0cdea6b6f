namespace Hypergraph;

/// <summary>How several mapped inputs are combined to items.</summary>
public enum MapMode
{
    /// <summary>Item by item; the collections have the same length.</summary>
    Zip,

    /// <summary>Every combination; the last input varies fastest.</summary>
    Product,
}
