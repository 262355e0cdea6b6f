using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

/// <summary>Functions each of which reads only what the one before it returns, so that no value needs a slot.</summary>
internal abstract class FunctionChain<TIn>(Slot output)
{
    /// <summary>The slot that the last function would write to.</summary>
    public Slot Output => output;

    /// <summary>Returns a chain with another function at its end; null if it reads something else.</summary>
    public abstract FunctionChain<TIn>? Append<T, TResult>(Func<T, TResult> function, in Slot input, in Slot result);
}

/// <inheritdoc/>
internal abstract class FunctionChain<TIn, TOut>(Slot output) : FunctionChain<TIn>(output)
{
    /// <summary>Calls the functions.</summary>
    /// <param name="input">The argument of the first one.</param>
    /// <param name="progress">How far the call is.</param>
    public abstract TOut Invoke(TIn input, ref ChainProgress progress);

    public sealed override FunctionChain<TIn>? Append<T, TResult>(Func<T, TResult> function, in Slot input, in Slot result) =>
        function is Func<TOut, TResult> next && typeof(T) == typeof(TOut) && input.IsUncheckedAs(Output) ? new ChainLink<TIn, TOut, TResult>(this, next, result) : null;
}

/// <summary>A chain of one function.</summary>
internal sealed class ChainStart<TIn, TOut>(Func<TIn, TOut> function, Slot output) : FunctionChain<TIn, TOut>(output)
{
    public override TOut Invoke(TIn input, ref ChainProgress progress)
    {
        TOut result = function(input);
        progress.EndFunction();
        return result;
    }
}

/// <summary>A chain and a function after it.</summary>
internal sealed class ChainLink<TIn, TValue, TOut>(FunctionChain<TIn, TValue> chain, Func<TValue, TOut> function, Slot output) : FunctionChain<TIn, TOut>(output)
{
    public override TOut Invoke(TIn input, ref ChainProgress progress)
    {
        TOut result = function(chain.Invoke(input, ref progress));
        progress.EndFunction();
        return result;
    }
}
