namespace Hypergraph;

/// <summary>A gate has decided which of its targets may run.</summary>
public sealed record RouteDecisionEvent : NodeEvent
{
    /// <summary>The chosen targets, <c>END</c> among them if the branch ends here; empty when none was chosen.</summary>
    public required IReadOnlyList<string> Decision { get; init; }

    /// <summary>Whether the gate may choose several targets at once.</summary>
    public bool IsMultiple { get; init; }

    internal override bool IsStartOrEnd => false;
}
