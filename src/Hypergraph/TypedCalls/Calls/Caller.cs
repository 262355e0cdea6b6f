namespace Hypergraph.TypedCalls.Calls;

/// <summary>Calls a graph with an input of one type, and returns its outputs as another: at once, or as a task.</summary>
internal abstract class Caller<TInput, TReturn>
{
    public abstract TReturn Call(in TInput input, CancellationToken cancellationToken);
}
