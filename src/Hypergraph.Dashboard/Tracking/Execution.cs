namespace Hypergraph.Dashboard.Tracking;

/// <summary>An execution of a node on the timeline.</summary>
/// <param name="Items">The items around it, as in <c>3.0</c>; null outside maps.</param>
/// <param name="Start">When it began, in milliseconds since the start of the run.</param>
/// <param name="End">When it ended; null while it runs.</param>
/// <param name="State">Its state.</param>
internal readonly record struct Execution(string? Items, double Start, double? End, ExecutionState State);
