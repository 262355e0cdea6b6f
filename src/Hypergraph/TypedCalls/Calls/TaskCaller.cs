namespace Hypergraph.TypedCalls.Calls;

/// <summary>Calls a graph without blocking a thread, for delegates that return a <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskCaller<TInput, TOutput>(Caller<TInput, ValueTask<TOutput>> caller) : Caller<TInput, Task<TOutput>>
{
    public override Task<TOutput> Call(in TInput input, CancellationToken cancellationToken) => caller.Call(input, cancellationToken).AsTask();
}
