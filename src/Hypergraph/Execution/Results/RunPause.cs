namespace Hypergraph;

/// <summary>Why a run is paused: an interrupt asks, and its answer was not given.</summary>
/// <param name="NodePath">The interrupt, with the nested graphs' nodes that lead to it, joined by <c>/</c>.</param>
/// <param name="Question">The question, as the interrupt's function made it.</param>
/// <param name="ResponseParameter">The name under which the answer is to be given.</param>
public sealed record RunPause(string NodePath, object? Question, string ResponseParameter);
