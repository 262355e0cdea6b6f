namespace Hypergraph.Testing.Runners;

/// <summary>How a run of a <see cref="FakeGraphRunner"/> ends.</summary>
/// <param name="Outputs">The outputs by name.</param>
/// <param name="Pauses">What the run waits for; empty if it completes.</param>
internal sealed record FakeOutcome((string Name, object? Value)[] Outputs, RunPause[] Pauses);
