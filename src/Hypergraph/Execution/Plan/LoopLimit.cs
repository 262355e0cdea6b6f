namespace Hypergraph;

/// <summary>After how many iterations a gate leaves its loop.</summary>
/// <param name="Iterations">The number of iterations.</param>
/// <param name="Leaving">The decision by which it leaves.</param>
/// <param name="Targets">The targets that continue the loop: their steps, and their places among the gate's targets.</param>
/// <param name="MayReturn">Whether it leaves to a loop around its own, from which it may come back and count anew.</param>
internal sealed record LoopLimit(int Iterations, GateDecision Leaving, (int Step, int Place)[] Targets, bool MayReturn);
