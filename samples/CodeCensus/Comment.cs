namespace CodeCensus;

/// <summary>A kind of comment.</summary>
/// <param name="Start">What it starts with.</param>
/// <param name="End">What it ends with; null if it goes to the end of its line.</param>
internal sealed record Comment(string Start, string? End = null);
