namespace Hypergraph.Nodes.Naming;

/// <summary>Why members need code that trimming or ahead-of-time compilation may remove.</summary>
internal static class TrimmingMessages
{
    public const string DynamicCode =
        "Reading a delegate closes generic types over its parameter types at run time, which needs the types' metadata and dynamic code.";
}
