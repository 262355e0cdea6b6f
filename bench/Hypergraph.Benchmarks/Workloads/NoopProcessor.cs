namespace Hypergraph.Benchmarks;

/// <summary>A processor that does nothing.</summary>
internal sealed class NoopProcessor : EventProcessor
{
    public override void OnEvent(Event e)
    {
    }
}
