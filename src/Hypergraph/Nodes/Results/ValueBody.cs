using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Calls a synchronous function with no output, or with several.</summary>
internal sealed class ValueBody<T>(TypedFunction<T> function, ResultWriter<T> writer) : NodeBody
{
    protected override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
    {
        writer.Write(frame, outputs, function.Call(frame, parameters));
        return null;
    }
}
