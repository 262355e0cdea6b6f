namespace Hypergraph;

/// <summary>The kinds of nodes.</summary>
public enum NodeKind
{
    /// <summary>A function.</summary>
    Function,

    /// <summary>A gate that enables one of two branches.</summary>
    IfElse,

    /// <summary>A gate that enables one or several of its targets.</summary>
    Route,

    /// <summary>A question to a person; the run pauses until it is answered.</summary>
    Interrupt,

    /// <summary>A nested graph.</summary>
    Graph,
}
