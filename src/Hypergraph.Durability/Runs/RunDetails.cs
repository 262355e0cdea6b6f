namespace Hypergraph.Durability;

/// <summary>What a store has of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Executions">The executions, in the order in which they were first stored.</param>
/// <param name="Questions">The open questions.</param>
/// <param name="Inputs">The JSON of each input by name; null unless values were requested.</param>
public sealed record RunDetails(
    StoredRun Run, IReadOnlyList<StoredExecution> Executions, IReadOnlyList<PendingQuestion> Questions, IReadOnlyDictionary<string, string>? Inputs);
