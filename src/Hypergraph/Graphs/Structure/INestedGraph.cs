namespace Hypergraph.Graphs.Structure;

/// <summary>What the structure of a graph reads from a node that runs another graph.</summary>
internal interface INestedGraph
{
    /// <summary>Whether the graph runs once for each item of a collection.</summary>
    bool IsMapped { get; }

    /// <summary>The inputs that are mapped over, by their names on the node.</summary>
    IReadOnlyList<string> MappedInputs { get; }

    /// <summary>The nested graph's name for an output of the node.</summary>
    string InnerOutput(string name);

    /// <summary>Whether an output of the node is the answer of an interrupt in the nested graph.</summary>
    bool IsAnswer(string output);

    /// <summary>Whether a run of the nested graph may complete without an output of the node.</summary>
    bool MayOmit(string output);
}
