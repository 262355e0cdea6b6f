using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A call of a body whose shape has no type of its own.</summary>
internal sealed class ResolvedBody(NodeBody body, Slot[] parameters, Slot[] outputs) : ResolvedCall
{
    public override Task? Invoke(Frame frame) => body.Invoke(frame, parameters, outputs);

    public override void WriteResult(Task done, Frame frame) => body.WriteResult(done, frame, outputs);
}
