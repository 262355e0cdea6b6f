using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Writes the elements of a tuple of eight or more. Because these tuples are nested, a typed writer is not worth its code.</summary>
internal sealed class BoxedTupleWriter<T>(SlotType[] elementTypes) : TupleWriter<T>
{
    public override int Size => elementTypes.Length;

    public override SlotType[] ElementTypes(int count) => elementTypes;

    public override void Write(Frame frame, Slot[] outputs, T value)
    {
        var tuple = (ITuple)value!;
        for (int i = 0; i < outputs.Length; i++)
        {
            elementTypes[i].SetBoxed(frame, outputs[i], tuple[i]);
        }
    }
}
