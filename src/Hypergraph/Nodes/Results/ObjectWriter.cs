using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Writes a result that may be of any type as one value. It must not be a task.</summary>
internal sealed class ObjectWriter : ResultWriter<object?>
{
    public static readonly ObjectWriter Instance = new();

    public override void Write(Frame frame, Slot[] outputs, object? value) => frame.Write(outputs[0], UnawaitedTaskException.Check(value));
}
