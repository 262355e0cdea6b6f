namespace Hypergraph;

/// <summary>
/// Consumes the events of runs: progress, logs, telemetry. Attach it to a call, a runner or a graph. <see cref="Shutdown"/> ends a call, not the processor.
/// </summary>
/// <remarks>
/// <para>
/// Every processor receives the events of a root run in the same order, and never two calls at once from one root run.
/// An instance that serves several root runs may be called by them concurrently.
/// </para>
/// <para>
/// Delivery is best effort: an exception is logged with the type of the event, and the processor is called again for
/// the next event. No processor can change or end a run, or delay it by failing.
/// </para>
/// </remarks>
public abstract class EventProcessor
{
    /// <summary>
    /// Whether <see cref="NodeStartEvent.Inputs"/> and <see cref="NodeEndEvent.Outputs"/> are set. They cost nothing if no
    /// attached processor wants them.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public virtual bool WantsValues => true;

    /// <summary>Processes one event.</summary>
    /// <remarks>
    /// Called on the run's own thread, inside the run: return quickly, as a logger does, or wrap the processor with
    /// <see cref="Queued"/>. An exception is logged and otherwise ignored. A value of an <see cref="AsyncLocal{T}"/> that is set on the
    /// <see cref="RunStartEvent"/> of a call reaches the functions of all its nodes, and on a <see cref="NodeStartEvent"/> that of the node.
    /// </remarks>
    /// <param name="e">The event.</param>
    public abstract void OnEvent(Event e);

    /// <summary>
    /// Flushes at the end of each top-level call (run or map), after its last event, also when the call throws. The processor must remain usable, because
    /// it may serve other calls.
    /// </summary>
    /// <remarks>
    /// Called on a thread of the run. An exception is logged and otherwise ignored. Runners never dispose a processor. One that owns a file or a
    /// connection implements <see cref="IDisposable"/> or <see cref="IAsyncDisposable"/>, and the code that created it disposes it after its last call.
    /// </remarks>
    public virtual void Shutdown()
    {
    }

    /// <summary>
    /// Wraps this processor so that it has its own queue and its own pump: the run never waits for it, however slow or
    /// stuck it is.
    /// </summary>
    /// <param name="options">The bound of the queue; null is unbounded.</param>
    public QueuedEventProcessor Queued(EventQueueOptions? options = null) => new(this, options ?? new EventQueueOptions());
}
