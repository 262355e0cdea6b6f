namespace Hypergraph;

/// <summary>
/// Surrounds the calls of a node's function: to return outputs without a call (a cache), to repeat the call (retries), to delay it
/// (a rate limit), to observe it (an audit), to wrap it (a transaction). Attach it to a node or to a runner.
/// </summary>
/// <remarks>
/// <para>
/// The node starts, with its event, before the first interceptor is called, and ends after the last one has returned: one
/// start and one end, independent of what happens between. An exception that leaves an interceptor is the node's failure.
/// </para>
/// <para>
/// Several interceptors nest: those of the runner outside those of the node, each in their order, the first outermost.
/// Many executions may call one instance at the same time. Nested graphs are not intercepted, their nodes are.
/// </para>
/// </remarks>
public abstract class NodeInterceptor
{
    /// <summary>Surrounds one execution of a node. <c>AsyncRunner</c> calls it.</summary>
    /// <param name="call">
    /// The execution. Its <see cref="NodeCall.InvokeAsync"/> calls the next interceptor, or the function; it may be
    /// called any number of times, also concurrently.
    /// </param>
    /// <param name="cancellationToken">Canceled when the call is, or when an outer interceptor abandons this execution.</param>
    /// <returns>The node's outputs.</returns>
    public abstract ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken);

    /// <summary>Surrounds one execution of a node on the current thread. <c>SyncRunner</c> calls it.</summary>
    /// <param name="call">The execution.</param>
    /// <param name="cancellationToken">Canceled when the call is, or when an outer interceptor abandons this execution.</param>
    /// <returns>The node's outputs.</returns>
    /// <remarks>
    /// The default implementation blocks on <see cref="InvokeAsync"/>. Override it if blocking on tasks can be avoided. The method and
    /// the function are called without the thread's <see cref="SynchronizationContext"/> and with the default <see cref="TaskScheduler"/>:
    /// continuations run on the thread pool while the thread is blocked.
    /// </remarks>
    public virtual NodeOutputs Invoke(NodeCall call, CancellationToken cancellationToken)
    {
        ValueTask<NodeOutputs> outputs = InvokeAsync(call, cancellationToken);
        return outputs.IsCompletedSuccessfully ? outputs.Result : outputs.AsTask().GetAwaiter().GetResult();
    }
}
