namespace Hypergraph;

/// <summary>
/// Where a value of a run is kept: a column of the frame and an index in it. Names are resolved to slots once, when a
/// graph is compiled to its plan.
/// </summary>
/// <param name="Column">0 for the column of references, otherwise the column of one value type.</param>
/// <param name="Index">The place in the column.</param>
/// <param name="IsChecked">
/// Whether a reader has to check the type: true where the value comes from an untyped producer or caller.
/// </param>
internal readonly record struct Slot(int Column, int Index, bool IsChecked);
