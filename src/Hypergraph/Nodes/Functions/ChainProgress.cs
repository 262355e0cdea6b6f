using Hypergraph.Threading;

namespace Hypergraph.Nodes.Functions;

/// <summary>How far a call of a <see cref="FunctionChain{TIn, TOut}"/> is.</summary>
/// <param name="context">The context in which each function starts; null if a function sees what the one before it has changed.</param>
internal struct ChainProgress(ExecutionContext? context)
{
    private readonly bool _restores = context is not null;

    /// <summary>The number of functions that have returned, which is the position of the one that throws.</summary>
    public int Position { get; private set; }

    /// <summary>Records that a function has returned.</summary>
    public void EndFunction()
    {
        Position++;
        if (_restores)
        {
            RestoreContext();
        }
    }

    /// <summary>Restores the context of the call.</summary>
    public readonly void RestoreContext() => AmbientContext.Restore(context);
}
