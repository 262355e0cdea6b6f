using System.Diagnostics;

namespace Hypergraph.Progress;

/// <summary>A node execution that threw. The enclosing nodes, which only pass the failure on, are not listed.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record ProgressFailure
{
    /// <summary>The path of the node: names from the outermost graph inwards, joined by <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The zero-based indexes of the map items that contain it, from the outermost map inwards; empty outside maps.</summary>
    public required IReadOnlyList<int> Items { get; init; }

    /// <summary>The labels of these items, null for items without one; empty if no item has one.</summary>
    public IReadOnlyList<string?> ItemLabels { get; init; } = [];

    /// <summary>The full name of the exception's type.</summary>
    public required string ErrorType { get; init; }

    /// <summary>The exception's message.</summary>
    public required string Message { get; init; }

    /// <summary>The time of the failure, by the event's clock.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    private string DebuggerText => $"{Path}: {ErrorType}: {Message}";
}
