namespace Hypergraph.TypedCalls.Inputs;

/// <summary>The input of a call without inputs.</summary>
internal readonly struct NoInput;
