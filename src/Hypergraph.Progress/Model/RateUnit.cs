namespace Hypergraph.Progress;

/// <summary>The time unit of a rate.</summary>
internal enum RateUnit
{
    Second,
    Minute,
    Hour,
}
