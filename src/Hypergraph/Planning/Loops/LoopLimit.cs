using Hypergraph.Nodes;

namespace Hypergraph.Planning.Loops;

/// <summary>After how many iterations a gate leaves its loop.</summary>
/// <param name="Iterations">The number of iterations.</param>
/// <param name="Fallback">The target through which it leaves, by its place among the gate's targets.</param>
/// <param name="ExitDecision">The decision for that target.</param>
internal sealed record LoopLimit(int Iterations, int Fallback, GateDecision ExitDecision)
{
    /// <summary>The limit of a gate; null if it has none.</summary>
    public static LoopLimit? Of(GateNode gate) => gate is RouteNode { LeaveAfterIterations: { } iterations, Fallback: { } fallback } route
        ? new LoopLimit(iterations, route.IndexOf(fallback), route.FallbackDecision())
        : null;
}
