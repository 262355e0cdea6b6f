namespace Hypergraph;

/// <summary>A runner cannot run a graph because of one of its nodes. Thrown before any node runs and before any event.</summary>
public sealed class IncompatibleRunnerException : InvalidOperationException
{
    internal IncompatibleRunnerException(string message, string nodePath)
        : base(message) => NodePath = nodePath;

    /// <summary>The node, with the nested graphs' nodes that lead to it, joined by <c>/</c>.</summary>
    public string NodePath { get; }
}
