namespace Hypergraph.Nodes.Delegates;

/// <summary>The node of a function, for messages about the function.</summary>
/// <param name="Kind">The kind of node, in lower case.</param>
/// <param name="Name">The name that the caller chose for the node, or null.</param>
/// <param name="Output">The output's name, which is also the node's if there is no other name; or null.</param>
internal readonly record struct FunctionOwner(string Kind, string? Name, string? Output)
{
    /// <summary>Returns the owner as text, for the middle of a sentence.</summary>
    /// <param name="method">The name of the function's method; null for a lambda.</param>
    public string Describe(string? method) =>
        Name is not null ? $"{Kind} '{Name}'"
        : method is not null ? $"function '{method}'"
        : Output is not null ? $"{Kind} '{Output}'"
        : "the lambda";
}
