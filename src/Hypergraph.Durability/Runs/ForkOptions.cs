namespace Hypergraph.Durability;

/// <summary>What differs in a fork of a run. All else is restored from that run.</summary>
public sealed record ForkOptions
{
    /// <summary>
    /// Where the fork departs: the key of an execution (<c>files[3]/parse</c>, <c>improve[#2]/score</c>) or the start of keys, such as an item (<c>files[3]</c>) or a
    /// node. It runs again, with all that depends on it. In a loop, iterations before it are restored.
    /// </summary>
    /// <value>The default value is null: only what depends on changed inputs or on changed nodes runs again.</value>
    public string? At { get; init; }

    /// <summary>New values of inputs, by name. The other inputs are those of the run.</summary>
    public GraphInputs Inputs { get; init; }
}
