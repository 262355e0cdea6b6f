namespace Hypergraph.Progress.Tests;

/// <summary>A graph, how it is called, and what chance and trouble it meets.</summary>
public sealed record RandomCall(GraphOutline Outline, int? MapSize, bool IsStream, int Seed, double Trouble);
