namespace Hypergraph;

/// <summary>The order in which the results of a map over a stream are given.</summary>
public enum ResultOrder
{
    /// <summary>In the order of the items; a result waits for those of the items before it.</summary>
    Input,

    /// <summary>As the items finish; <see cref="RunResult.ItemIndex"/> tells which one each result is of.</summary>
    Completion,
}
