namespace Hypergraph.Terminal;

/// <summary>A processor that throws once a node of some name ends.</summary>
internal sealed class ThrowingProcessor(string node) : TypedEventProcessor
{
    protected override void OnNodeEnd(NodeEndEvent e)
    {
        if (e.NodeName == node)
        {
            throw new InvalidOperationException("the disk is full");
        }
    }
}
