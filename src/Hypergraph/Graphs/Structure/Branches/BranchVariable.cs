namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>What a variable of a <see cref="BranchCondition"/> stands for: which of these targets a gate opens.</summary>
/// <param name="Node">The gate, or the nested graph's node that contains it.</param>
/// <param name="Targets">The targets.</param>
/// <param name="Inner">The variable inside the nested graph; null for a gate of the graph itself.</param>
internal sealed record BranchVariable(string Node, IReadOnlyList<string> Targets, BranchVariable? Inner = null)
{
    /// <summary>The gate, with the nested graphs' nodes that lead to it. It is written for messages only: each level would copy it.</summary>
    public string Gate
    {
        get
        {
            List<string> names = [];
            for (BranchVariable? variable = this; variable is not null; variable = variable.Inner)
            {
                names.Add(variable.Node);
            }

            return string.Join('/', names);
        }
    }
}
