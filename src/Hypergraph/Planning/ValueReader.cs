using Hypergraph.Planning.Loops;

namespace Hypergraph.Planning;

/// <summary>A step that reads a value.</summary>
/// <param name="Step">The step's place among the plan's steps.</param>
/// <param name="Flags">What a new version of the value is to it.</param>
internal readonly record struct ValueReader(int Step, StepFlags Flags);
