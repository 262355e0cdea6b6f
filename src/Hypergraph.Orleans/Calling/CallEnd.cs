namespace Hypergraph.Orleans.Calling;

/// <summary>How a call ended.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Error">Why it failed, or null.</param>
internal readonly record struct CallEnd(RunStatus Status, Exception? Error)
{
    /// <summary>Why not all of a durable call is stored, or null.</summary>
    public Exception? StoreError { get; init; }
}
