namespace Hypergraph;

/// <summary>What a step waits for without taking it: a signal, or a value.</summary>
/// <param name="Signal">The signal, by its place among the plan's signals; -1 for a value.</param>
/// <param name="Value">The value; null for a signal.</param>
internal readonly record struct StepWait(int Signal, PlanValue? Value);
