using System.Runtime.CompilerServices;

namespace Hypergraph.Graphs.Structure;

/// <summary>Prevents a stack overflow, which would end the process, for graphs that are nested too deeply.</summary>
internal static class StackGuard
{
    /// <summary>Checks that the stack of the calling thread is sufficient for one more level of nested graphs.</summary>
    /// <exception cref="InsufficientExecutionStackException">It is not.</exception>
    public static void Check(GraphSpec graph)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new InsufficientExecutionStackException(
                $"{graph.Subject} is nested too deep for the stack of the thread that calls it. Nest fewer graphs in each other, or use a thread with a larger stack (the maxStackSize of its constructor).");
        }
    }
}
