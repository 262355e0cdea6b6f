namespace Hypergraph;

/// <summary>An input of a step.</summary>
/// <param name="Value">The value that it reads.</param>
/// <param name="HasDefault">Whether the step can do with the default when the value was neither given nor produced.</param>
/// <param name="IsOwn">Whether only the step itself produces the value, so that a new one does not make it stale.</param>
internal readonly record struct StepInput(PlanValue Value, bool HasDefault, bool IsOwn);
