using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>Writes a result to the slots of the outputs.</summary>
internal abstract class ResultWriter<T>
{
    public abstract void Write(Frame frame, Slot[] outputs, T value);
}
