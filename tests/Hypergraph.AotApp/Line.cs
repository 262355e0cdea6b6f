namespace Hypergraph.AotApp;

/// <summary>The inputs of a typed graph.</summary>
/// <param name="Text">The input of this name.</param>
internal sealed record Line(string Text);
