namespace Hypergraph;

/// <summary>Writes nothing: the result is not wanted.</summary>
internal sealed class DiscardingWriter<T> : ResultWriter<T>
{
    public static readonly DiscardingWriter<T> Instance = new();

    public override void Write(Frame frame, Slot[] outputs, T value)
    {
    }
}
