namespace Hypergraph.Progress;

/// <summary>One node execution that threw. What merely passed the failure on, the nodes around it, is not listed.</summary>
public sealed record ProgressFailure
{
    /// <summary>The place of the node: names from the outermost graph inwards, joined by <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The zero-based indexes of the map items around it, from the outermost map inwards; empty outside maps.</summary>
    public required IReadOnlyList<int> Items { get; init; }

    /// <summary>The labels of these items, null for those without one; empty if none has one.</summary>
    public IReadOnlyList<string?> ItemLabels { get; init; } = [];

    /// <summary>The full name of the exception's type.</summary>
    public required string ErrorType { get; init; }

    /// <summary>The exception's message.</summary>
    public required string Message { get; init; }

    /// <summary>When it happened, by the event's clock.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
