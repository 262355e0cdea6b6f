namespace Hypergraph;

/// <summary>
/// Consumes the events of runs: progress, logs, telemetry. Attach it to a call, a runner or a graph.
/// </summary>
/// <remarks>
/// <para>
/// Every processor sees one total order of a root run's events, first in, first out, and never two calls at once from
/// one root run. An instance that serves several root runs at the same time may be called by them at the same time.
/// </para>
/// <para>
/// It works on best effort: an exception is logged with the type of the event, and the processor is called again for
/// the next event. No processor can change or end a run, or delay it by failing.
/// </para>
/// </remarks>
public abstract class EventProcessor
{
    /// <summary>
    /// Whether <see cref="NodeStartEvent.Inputs"/> and <see cref="NodeEndEvent.Outputs"/> should be filled in. When no
    /// attached processor wants them they cost nothing.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public virtual bool WantsValues => true;

    /// <summary>Takes one event.</summary>
    /// <remarks>
    /// Called on the run's own thread, inside the run: be quick, as a logger is, or wrap the processor with
    /// <see cref="Queued"/>. What it throws is logged and otherwise ignored. What it sets in an <see cref="AsyncLocal{T}"/> on the
    /// <see cref="RunStartEvent"/> of a call reaches the functions of all its nodes, and on a <see cref="NodeStartEvent"/> that of the node.
    /// </remarks>
    /// <param name="e">The event.</param>
    public abstract void OnEvent(Event e);

    /// <summary>Called once for each top-level call (run or map), after its last event, also when the call throws.</summary>
    /// <remarks>
    /// Called on a thread of the run. What it throws is logged and otherwise ignored. A processor that serves several
    /// calls gets it once for each; it must stay usable.
    /// </remarks>
    public virtual void Shutdown()
    {
    }

    /// <summary>
    /// Wraps this processor so that it has its own queue and its own pump: the run never waits for it, however slow or
    /// stuck it is.
    /// </summary>
    /// <param name="options">How the queue is bounded; by default it is not.</param>
    public QueuedEventProcessor Queued(EventQueueOptions? options = null) => new(this, options ?? new EventQueueOptions());
}
