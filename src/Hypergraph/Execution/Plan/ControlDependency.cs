namespace Hypergraph;

/// <summary>What a step waits for without taking it: a signal, or a value.</summary>
/// <param name="Id">Its place among all that the plan's steps wait for.</param>
/// <param name="Signal">The signal, by its place among the plan's signals; -1 for a value.</param>
/// <param name="Value">The value; null for a signal.</param>
internal readonly record struct ControlDependency(int Id, int Signal, PlanValue? Value);
