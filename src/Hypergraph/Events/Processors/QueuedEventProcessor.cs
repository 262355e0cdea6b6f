namespace Hypergraph;

/// <summary>Calls a synchronous processor from a queue and a pump of its own. Created by <see cref="EventProcessor.Queued"/>.</summary>
public sealed class QueuedEventProcessor : AsyncEventProcessor
{
    internal QueuedEventProcessor(EventProcessor inner, EventQueueOptions queue)
        : base(queue) => Inner = inner;

    /// <summary>The processor that the pump calls.</summary>
    public EventProcessor Inner { get; }

    /// <inheritdoc/>
    public override bool WantsValues => Inner.WantsValues;

    /// <inheritdoc/>
    public override ValueTask OnEventAsync(Event e, CancellationToken cancellationToken)
    {
        Inner.OnEvent(e);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        Inner.Shutdown();
        return ValueTask.CompletedTask;
    }
}
