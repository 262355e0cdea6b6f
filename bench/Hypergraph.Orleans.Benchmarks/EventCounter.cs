namespace Hypergraph.Orleans.Benchmarks;

/// <summary>Counts events, and wants no values.</summary>
internal sealed class EventCounter : EventProcessor
{
    public long Count { get; private set; }

    public override bool WantsValues => false;

    public override void OnEvent(Event e) => Count++;
}
