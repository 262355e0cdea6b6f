namespace Hypergraph.Planning;

/// <summary>What a step waits for without reading it: an ordering edge or an emitted name, or a value.</summary>
/// <param name="Id">Its index among all control dependencies of the plan.</param>
/// <param name="Signal">The signal, by its place among the plan's signals; -1 for a value.</param>
/// <param name="Value">The value; null for a signal.</param>
internal readonly record struct ControlDependency(int Id, int Signal, PlanValue? Value);
