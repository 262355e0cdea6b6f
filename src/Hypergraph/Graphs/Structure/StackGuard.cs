using System.Runtime.CompilerServices;

namespace Hypergraph;

/// <summary>Keeps graphs that are nested too deep from overflowing the stack, which would end the process.</summary>
internal static class StackGuard
{
    /// <summary>Checks that the stack of the calling thread has room for one more level of nested graphs.</summary>
    /// <exception cref="InsufficientExecutionStackException">It has not.</exception>
    public static void Check(Graph graph)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new InsufficientExecutionStackException(
                $"{graph.Subject} is nested too deep for the stack of the thread that calls it. Nest fewer graphs in each other, or use a thread with a larger stack (the maxStackSize of its constructor).");
        }
    }
}
