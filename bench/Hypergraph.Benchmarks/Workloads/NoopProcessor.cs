namespace Hypergraph.Benchmarks;

/// <summary>A processor that does nothing.</summary>
internal sealed class NoopProcessor(bool wantsValues = false) : EventProcessor
{
    public override bool WantsValues => wantsValues;

    public override void OnEvent(Event e)
    {
    }
}
