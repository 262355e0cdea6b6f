namespace Hypergraph.Progress.Model;

/// <summary>A top-level run that has ended.</summary>
/// <param name="Run">The run with all of its rows.</param>
/// <param name="Lines">Its rows on a limited number of lines.</param>
internal sealed record EndedRun(ProgressRun Run, IReadOnlyList<ProgressLine> Lines);
