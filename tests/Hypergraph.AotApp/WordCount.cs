namespace Hypergraph.AotApp;

/// <summary>The outputs of a typed graph.</summary>
/// <param name="Words">The output of this name.</param>
/// <param name="Count">The output of this name.</param>
internal readonly record struct WordCount(IReadOnlyList<string> Words, int Count);
