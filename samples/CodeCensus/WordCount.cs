namespace CodeCensus;

/// <summary>How often a word stands in names.</summary>
/// <param name="Word">The word, in lower case.</param>
/// <param name="Count">How often it is used.</param>
internal sealed record WordCount(string Word, int Count);
