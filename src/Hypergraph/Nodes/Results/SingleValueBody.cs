using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Calls a synchronous function with one output, the shape of most nodes.</summary>
internal sealed class SingleValueBody<T>(TypedFunction<T> function) : NodeBody
{
    protected override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
    {
        frame.Write(outputs[0], function.Call(frame, parameters));
        return null;
    }

    public override ResolvedCall ResolveSlots(ReadOnlySpan<Slot> parameters, ReadOnlySpan<Slot> outputs) =>
        function.ResolveSlots(parameters, outputs[0]) ?? base.ResolveSlots(parameters, outputs);
}
