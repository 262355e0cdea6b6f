using Hypergraph.Durability;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>A run in the list of a store.</summary>
/// <param name="Run">The run.</param>
/// <param name="State">A word of <see cref="RunState"/>.</param>
/// <param name="QuestionCount">The number of open questions.</param>
internal sealed record ListedRun(StoredRun Run, string State, int QuestionCount);
