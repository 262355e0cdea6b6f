namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>A node with outputs that depend on the decisions of gates inside it.</summary>
internal interface IConditionalOutputs
{
    /// <summary>The conditions of its outputs, by the nested graph's names; null if the node runs the graph once for each item.</summary>
    /// <param name="assumesExclusive">As in <see cref="RunConditions"/>.</param>
    OutputConditions? ConditionsOfOutputs(bool assumesExclusive);
}
