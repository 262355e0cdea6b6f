namespace Hypergraph.Progress.Tests;

/// <summary>What has happened to a terminal since its beginning.</summary>
/// <param name="Columns">Its width then.</param>
/// <param name="Rows">Its height then.</param>
/// <param name="Steps">What was written, and its resizes.</param>
public sealed record PlayedTerminal(int Columns, int Rows, IReadOnlyList<object> Steps);
