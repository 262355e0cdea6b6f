namespace Hypergraph.Planning;

/// <summary>An input of a step.</summary>
/// <param name="Value">The value that it reads.</param>
/// <param name="HasDefault">Whether the step can use the default when the value was neither supplied nor produced.</param>
/// <param name="Triggers">
/// Whether a new value makes the step run again. Excludes values that only the step itself produces, and shared values, unless a
/// gate of the same loop controls the step.
/// </param>
internal readonly record struct StepInput(PlanValue Value, bool HasDefault, bool Triggers);
