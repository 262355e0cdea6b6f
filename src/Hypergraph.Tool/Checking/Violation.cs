namespace Hypergraph.Tool.Checking;

/// <summary>The first line of a log that breaks the contract.</summary>
/// <param name="Path">The file; null for standard input.</param>
/// <param name="Line">The number of the line in the file.</param>
/// <param name="Event">The type and the place of its event; null if the line is no event.</param>
/// <param name="Problem">What is wrong.</param>
internal sealed record Violation(string? Path, long Line, string? Event, string Problem);
