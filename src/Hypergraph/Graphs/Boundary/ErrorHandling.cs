namespace Hypergraph;

/// <summary>What happens when a node fails.</summary>
public enum ErrorHandling
{
    /// <summary>The call throws the node's own exception, after the events of the failure; a map stops at the first failed item.</summary>
    Raise,

    /// <summary>The call returns a result with the status, the error and the values so far; a map returns one result for each item.</summary>
    Continue,
}
