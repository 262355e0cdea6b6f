namespace Hypergraph;

/// <summary>
/// Goes around the calls of a node's function: to give outputs without a call (a cache), to call again (retries), to wait
/// before (a rate limit), to look on (an audit), to wrap (a transaction). Attach it to a node or to a runner.
/// </summary>
/// <remarks>
/// <para>
/// The node has started, with its event, before the first interceptor is asked, and ends when the last has answered: one
/// start and one end, whatever happens between. An exception that leaves an interceptor is the node's failure.
/// </para>
/// <para>
/// Several interceptors nest: those of the runner outside those of the node, each in the order given, the first outermost.
/// One instance may be asked by many executions at the same time. Nested graphs are not intercepted, their nodes are.
/// </para>
/// </remarks>
public abstract class NodeInterceptor
{
    /// <summary>Goes around one execution of a node. <c>AsyncRunner</c> calls it.</summary>
    /// <param name="call">
    /// The execution. Its <see cref="NodeCall.InvokeAsync"/> goes on to the next interceptor, or the function; it may be
    /// called any number of times, also at the same time.
    /// </param>
    /// <param name="cancellationToken">Cancelled when the call is, or when an outer interceptor gives this execution up.</param>
    /// <returns>The node's outputs.</returns>
    public abstract ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken);

    /// <summary>Goes around one execution of a node without leaving the thread. <c>SyncRunner</c> calls it.</summary>
    /// <param name="call">The execution.</param>
    /// <param name="cancellationToken">Cancelled when the call is, or when an outer interceptor gives this execution up.</param>
    /// <returns>The node's outputs.</returns>
    /// <remarks>
    /// By default it blocks on <see cref="InvokeAsync"/>. Override it where that can be had without blocking on tasks. It is called
    /// without the thread's <see cref="SynchronizationContext"/> and with the default <see cref="TaskScheduler"/>, and so is the
    /// function: what is awaited there continues on the thread pool while the thread is blocked.
    /// </remarks>
    public virtual NodeOutputs Invoke(NodeCall call, CancellationToken cancellationToken)
    {
        ValueTask<NodeOutputs> outputs = InvokeAsync(call, cancellationToken);
        return outputs.IsCompletedSuccessfully ? outputs.Result : outputs.AsTask().GetAwaiter().GetResult();
    }
}
