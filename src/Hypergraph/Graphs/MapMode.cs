namespace Hypergraph;

/// <summary>How several mapped inputs make items.</summary>
public enum MapMode
{
    /// <summary>Item by item side by side; the collections have the same length.</summary>
    Zip,

    /// <summary>Every combination; the last input varies fastest.</summary>
    Product,
}
