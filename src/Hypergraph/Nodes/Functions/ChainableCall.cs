using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

/// <summary>A call of a synchronous function of one argument with one output, which a <see cref="FunctionChain{TIn}"/> can contain.</summary>
internal abstract class ChainableCall : ResolvedCall
{
    /// <summary>Starts a chain with the function.</summary>
    /// <param name="input">The slot of the values that the chain is called with.</param>
    /// <returns>Null if the function reads another slot, or if its argument must be checked.</returns>
    public abstract FunctionChain<TIn>? Start<TIn>(in Slot input);

    /// <summary>Returns a chain with the function at its end.</summary>
    /// <returns>Null if the function does not read what the last one returns, or if its argument must be checked.</returns>
    public abstract FunctionChain<TIn>? Append<TIn>(FunctionChain<TIn> chain);
}
