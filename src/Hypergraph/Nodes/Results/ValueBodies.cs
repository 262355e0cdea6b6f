namespace Hypergraph;

/// <summary>Calls a synchronous function with one output: the shape of most nodes.</summary>
internal sealed class SingleValueBody<T>(TypedFunction<T> function) : NodeBody
{
    public override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
    {
        frame.Write(outputs[0], function.Call(frame, parameters));
        return null;
    }
}

/// <summary>Calls a synchronous function with no output, or with several.</summary>
internal sealed class ValueBody<T>(TypedFunction<T> function, ResultWriter<T> writer) : NodeBody
{
    public override Task? Invoke(Frame frame, Slot[] parameters, Slot[] outputs)
    {
        writer.Write(frame, outputs, function.Call(frame, parameters));
        return null;
    }
}
