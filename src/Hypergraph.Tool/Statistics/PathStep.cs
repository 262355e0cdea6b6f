namespace Hypergraph.Tool.Statistics;

/// <summary>The part of a node in the time of a run.</summary>
/// <param name="Node">The path of the node without items; null for the time in which no node ran.</param>
/// <param name="Time">The time.</param>
/// <param name="Percent">Its part of the run's time.</param>
internal sealed record PathStep(string? Node, TimeSpan Time, double Percent);
