namespace Hypergraph.Progress.Tests;

/// <summary>One row as <c>scenarios.json</c> has it.</summary>
public sealed record ScenarioRow(int Level, string Icon, string Label, long Total, bool Time);
