namespace Hypergraph;

/// <summary>A call of a body that has no shape of its own.</summary>
internal sealed class PlacedBody(NodeBody body, Slot[] parameters, Slot[] outputs) : PlacedCall
{
    public override Task? Invoke(Frame frame) => body.Invoke(frame, parameters, outputs);

    public override void Take(Task done, Frame frame) => body.Take(done, frame, outputs);
}
