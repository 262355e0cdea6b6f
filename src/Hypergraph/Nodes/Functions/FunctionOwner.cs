namespace Hypergraph;

/// <summary>What a function is read for, so that a message about it says where it stands.</summary>
/// <param name="Kind">The kind of node, in lower case.</param>
/// <param name="Name">The name that the caller chose for the node, or null.</param>
/// <param name="Output">The output's name, which is the node's where nothing else names it; or null.</param>
internal readonly record struct FunctionOwner(string Kind, string? Name, string? Output)
{
    /// <summary>The owner as a message names it, in the middle of a sentence.</summary>
    /// <param name="method">The name of the function's method; null for a lambda.</param>
    public string Describe(string? method) =>
        Name is not null ? $"{Kind} '{Name}'"
        : method is not null ? $"function '{method}'"
        : Output is not null ? $"{Kind} '{Output}'"
        : "the lambda";
}
