namespace Hypergraph;

/// <summary>The order of the results of a map over a stream.</summary>
public enum ResultOrder
{
    /// <summary>In the order of the items. A result waits for those of the preceding items.</summary>
    Input,

    /// <summary>As the items finish. <see cref="RunResult.ItemIndex"/> identifies the item of each result.</summary>
    Completion,
}
