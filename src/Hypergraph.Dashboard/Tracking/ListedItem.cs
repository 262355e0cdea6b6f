namespace Hypergraph.Dashboard.Tracking;

/// <summary>An item of a map in a list.</summary>
/// <param name="Index">Its index, with those of the items around it, as in <c>3.0</c>.</param>
/// <param name="Label">Its label; null if it has none.</param>
/// <param name="State">Its state.</param>
/// <param name="Start">When it began, in milliseconds since the start of the run.</param>
/// <param name="Duration">How long it took, in milliseconds; null while it runs.</param>
/// <param name="Message">The message of its failure; null if it has none.</param>
internal sealed record ListedItem(string Index, string? Label, ExecutionState State, double Start, double? Duration, string? Message);
