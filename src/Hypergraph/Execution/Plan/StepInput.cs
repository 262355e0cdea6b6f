namespace Hypergraph;

/// <summary>An input of a step.</summary>
/// <param name="Value">The value that it reads.</param>
/// <param name="HasDefault">Whether the step can do with the default when the value was neither given nor produced.</param>
/// <param name="Triggers">
/// Whether a new value makes the step run again: not one that only the step itself produces, nor a shared one, unless a
/// gate of the same loop controls the step.
/// </param>
internal readonly record struct StepInput(PlanValue Value, bool HasDefault, bool Triggers);
