namespace Hypergraph.Progress;

/// <summary>The time that a rate is given for.</summary>
internal enum RateUnit
{
    Second,
    Minute,
    Hour,
}
