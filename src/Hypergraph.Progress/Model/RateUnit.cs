namespace Hypergraph.Progress.Model;

/// <summary>The time unit of a rate.</summary>
internal enum RateUnit
{
    Second,
    Minute,
    Hour,
}
