using Hypergraph;

namespace ClusterCensus;

/// <summary>Kills a silo when half of the map's items have ended.</summary>
internal sealed class KillHalfway(SiloProcess silo) : EventProcessor
{
    private int _left;

    public override bool WantsValues => false;

    public override void OnEvent(Event e)
    {
        switch (e)
        {
            case RunStartEvent { ParentSpanId: null, MapSize: { } size }:
                _left = (size + 1) / 2;
                break;
            case RunEndEvent { ItemIndex: not null } when --_left == 0:
                silo.Kill();
                break;
        }
    }
}
