namespace Hypergraph;

/// <summary>What stands at a place in a graph.</summary>
public enum NodeKind
{
    /// <summary>A function.</summary>
    Function,

    /// <summary>A gate that opens one of two branches.</summary>
    IfElse,

    /// <summary>A gate that opens one or several of its targets.</summary>
    Route,

    /// <summary>A question to a person; the run pauses until it is answered.</summary>
    Interrupt,

    /// <summary>A graph that stands as a node.</summary>
    Graph,
}
