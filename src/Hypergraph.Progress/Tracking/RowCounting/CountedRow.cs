namespace Hypergraph.Progress.Tracking.RowCounting;

/// <summary>The properties of a row when it was last counted.</summary>
/// <param name="State">Its state.</param>
/// <param name="IsExecuting">Whether an execution was in flight.</param>
/// <param name="IsUnmade">Whether it represented all rows of a graph that had not been created.</param>
internal readonly record struct CountedRow(ProgressState State, bool IsExecuting, bool IsUnmade = false);
