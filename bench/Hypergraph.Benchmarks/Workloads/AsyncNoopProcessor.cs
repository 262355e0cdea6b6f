namespace Hypergraph.Benchmarks;

/// <summary>A processor with a queue and a pump of its own that does nothing.</summary>
internal sealed class AsyncNoopProcessor : AsyncEventProcessor
{
    public override bool WantsValues => false;

    public override ValueTask OnEventAsync(Event e, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
