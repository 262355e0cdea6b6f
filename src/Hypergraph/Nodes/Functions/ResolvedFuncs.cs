using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Functions;

/// <summary>A call of a synchronous function of one argument with one output.</summary>
internal sealed class ResolvedFunc<T1, TResult>(Func<T1, TResult> function, Slot first, Slot output) : ChainableCall
{
    public override Task? Invoke(Frame frame)
    {
        frame.Write(output, function(frame.Read<T1>(first)));
        return null;
    }

    public override FunctionChain<TIn>? Start<TIn>(in Slot input) =>
        typeof(TIn) == typeof(T1) && first.IsUncheckedAs(input) ? new ChainStart<TIn, TResult>((Func<TIn, TResult>)(object)function, output) : null;

    public override FunctionChain<TIn>? Append<TIn>(FunctionChain<TIn> chain) => chain.Append(function, first, output);
}

/// <summary>A call of a synchronous function of two arguments with one output.</summary>
internal sealed class ResolvedFunc<T1, T2, TResult>(Func<T1, T2, TResult> function, Slot first, Slot second, Slot output) : ResolvedCall
{
    public override Task? Invoke(Frame frame)
    {
        frame.Write(output, function(frame.Read<T1>(first), frame.Read<T2>(second)));
        return null;
    }
}

/// <summary>A call of a synchronous function of three arguments with one output.</summary>
internal sealed class ResolvedFunc<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, Slot first, Slot second, Slot third, Slot output) : ResolvedCall
{
    public override Task? Invoke(Frame frame)
    {
        frame.Write(output, function(frame.Read<T1>(first), frame.Read<T2>(second), frame.Read<T3>(third)));
        return null;
    }
}
