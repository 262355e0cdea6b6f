using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Discards the result.</summary>
internal sealed class DiscardingWriter<T> : ResultWriter<T>
{
    public static readonly DiscardingWriter<T> Instance = new();

    public override void Write(Frame frame, Slot[] outputs, T value)
    {
    }
}
