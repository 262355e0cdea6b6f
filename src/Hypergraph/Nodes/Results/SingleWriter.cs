using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Writes the result as one value.</summary>
internal sealed class SingleWriter<T> : ResultWriter<T>
{
    public static readonly SingleWriter<T> Instance = new();

    public override void Write(Frame frame, Slot[] outputs, T value) => frame.Write(outputs[0], value);
}
