using Hypergraph.Durability.Graphs;

namespace Hypergraph.Durability;

/// <summary>What a store has of one execution of a node.</summary>
/// <param name="Key">The key of the execution.</param>
/// <param name="Kind">What happened last.</param>
/// <param name="Error">The message of its failure; null if it did not fail.</param>
/// <param name="Values">The JSON of each output by name, or the hash of a large value; null unless values were requested.</param>
public sealed record StoredExecution(string Key, RunRecordKind Kind, string? Error, IReadOnlyDictionary<string, string>? Values)
{
    /// <summary>The node, with the nested graphs' nodes that lead to it, joined by <c>/</c>, as in <see cref="RunPause.NodePath"/>.</summary>
    public string NodePath => ExecutionKeys.Parse(Key).NodePath;
}
