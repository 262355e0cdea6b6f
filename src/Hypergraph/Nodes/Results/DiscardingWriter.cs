namespace Hypergraph;

/// <summary>Discards the result.</summary>
internal sealed class DiscardingWriter<T> : ResultWriter<T>
{
    public static readonly DiscardingWriter<T> Instance = new();

    public override void Write(Frame frame, Slot[] outputs, T value)
    {
    }
}
