namespace Hypergraph.Publishing.Tests;

/// <summary>How a process ended and what it printed.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
