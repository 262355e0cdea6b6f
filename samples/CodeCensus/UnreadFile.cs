namespace CodeCensus;

/// <summary>A file that could not be read.</summary>
/// <param name="Path">Where it is, seen from the folder of the census.</param>
/// <param name="Reason">Why it could not be read.</param>
internal sealed record UnreadFile(string Path, string Reason);
