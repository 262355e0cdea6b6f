using System.Collections;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Writes each value of a list, the result of a function over data, to an output.</summary>
internal sealed class ListWriter : TupleWriter<object?>
{
    public static readonly ListWriter Instance = new();

    public override int Size => 0;

    public override SlotType[] ElementTypes(int count) => [.. Enumerable.Repeat<SlotType>(SlotType<object>.Instance, count)];

    public override void Write(Frame frame, Slot[] outputs, object? value)
    {
        _ = UnawaitedTaskException.Check(value);
        if (value is string || value is not IEnumerable list)
        {
            throw new InvalidOperationException(
                $"The node has {outputs.Length} outputs, so its function must return a list of as many values; it returned {(value is null ? "null" : TypeNames.Of(value.GetType()))}.");
        }

        object?[] values = [.. list];
        if (values.Length != outputs.Length)
        {
            throw new InvalidOperationException(
                $"The node has {outputs.Length} outputs, so its function must return a list of as many values; it returned {values.Length}.");
        }

        for (int i = 0; i < values.Length; i++)
        {
            frame.Write(outputs[i], UnawaitedTaskException.Check(values[i]));
        }
    }
}
