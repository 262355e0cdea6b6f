namespace Hypergraph;

/// <summary>Writes a result to the slots of the outputs.</summary>
internal abstract class ResultWriter<T>
{
    public abstract void Write(Frame frame, Slot[] outputs, T value);
}

/// <summary>Writes nothing: the result is not wanted.</summary>
internal sealed class DiscardingWriter<T> : ResultWriter<T>
{
    public static readonly DiscardingWriter<T> Instance = new();

    public override void Write(Frame frame, Slot[] outputs, T value)
    {
    }
}

/// <summary>Writes the result as one value.</summary>
internal sealed class SingleWriter<T> : ResultWriter<T>
{
    public static readonly SingleWriter<T> Instance = new();

    public override void Write(Frame frame, Slot[] outputs, T value) => frame.Write(outputs[0], value);
}
