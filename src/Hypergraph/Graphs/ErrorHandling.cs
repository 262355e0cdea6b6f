namespace Hypergraph;

/// <summary>What happens when a node fails.</summary>
public enum ErrorHandling
{
    /// <summary>The node's own exception is thrown, after the events that say so; a map stops at the first failed item.</summary>
    Raise,

    /// <summary>The result says so: status, error and the values so far; a map gives one result for each item.</summary>
    Continue,
}
