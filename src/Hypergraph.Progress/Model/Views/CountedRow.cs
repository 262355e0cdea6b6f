namespace Hypergraph.Progress;

/// <summary>What a row was when it was last counted.</summary>
/// <param name="State">Where it stood.</param>
/// <param name="IsExecuting">Whether an execution was under way.</param>
/// <param name="IsUnmade">Whether it stood for all rows of a graph that was not made yet.</param>
internal readonly record struct CountedRow(ProgressState State, bool IsExecuting, bool IsUnmade = false);
