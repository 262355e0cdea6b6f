using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Results;

/// <summary>Writes each element of a result to an output.</summary>
internal abstract class TupleWriter<T> : ResultWriter<T>
{
    /// <summary>The number of elements; 0 if it is not fixed.</summary>
    public abstract int Size { get; }

    /// <summary>Returns the types of that many elements.</summary>
    public abstract SlotType[] ElementTypes(int count);
}

internal sealed class TupleWriter<T1, T2> : TupleWriter<(T1, T2)>
{
    public override int Size => 2;

    public override SlotType[] ElementTypes(int count) => [SlotType<T1>.Instance, SlotType<T2>.Instance];

    public override void Write(Frame frame, Slot[] outputs, (T1, T2) value)
    {
        frame.Write(outputs[0], value.Item1);
        frame.Write(outputs[1], value.Item2);
    }
}

internal sealed class TupleWriter<T1, T2, T3> : TupleWriter<(T1, T2, T3)>
{
    public override int Size => 3;

    public override SlotType[] ElementTypes(int count) => [SlotType<T1>.Instance, SlotType<T2>.Instance, SlotType<T3>.Instance];

    public override void Write(Frame frame, Slot[] outputs, (T1, T2, T3) value)
    {
        frame.Write(outputs[0], value.Item1);
        frame.Write(outputs[1], value.Item2);
        frame.Write(outputs[2], value.Item3);
    }
}

internal sealed class TupleWriter<T1, T2, T3, T4> : TupleWriter<(T1, T2, T3, T4)>
{
    public override int Size => 4;

    public override SlotType[] ElementTypes(int count) =>
        [SlotType<T1>.Instance, SlotType<T2>.Instance, SlotType<T3>.Instance, SlotType<T4>.Instance];

    public override void Write(Frame frame, Slot[] outputs, (T1, T2, T3, T4) value)
    {
        frame.Write(outputs[0], value.Item1);
        frame.Write(outputs[1], value.Item2);
        frame.Write(outputs[2], value.Item3);
        frame.Write(outputs[3], value.Item4);
    }
}

internal sealed class TupleWriter<T1, T2, T3, T4, T5> : TupleWriter<(T1, T2, T3, T4, T5)>
{
    public override int Size => 5;

    public override SlotType[] ElementTypes(int count) =>
        [SlotType<T1>.Instance, SlotType<T2>.Instance, SlotType<T3>.Instance, SlotType<T4>.Instance, SlotType<T5>.Instance];

    public override void Write(Frame frame, Slot[] outputs, (T1, T2, T3, T4, T5) value)
    {
        frame.Write(outputs[0], value.Item1);
        frame.Write(outputs[1], value.Item2);
        frame.Write(outputs[2], value.Item3);
        frame.Write(outputs[3], value.Item4);
        frame.Write(outputs[4], value.Item5);
    }
}

internal sealed class TupleWriter<T1, T2, T3, T4, T5, T6> : TupleWriter<(T1, T2, T3, T4, T5, T6)>
{
    public override int Size => 6;

    public override SlotType[] ElementTypes(int count) =>
    [
        SlotType<T1>.Instance, SlotType<T2>.Instance, SlotType<T3>.Instance,
        SlotType<T4>.Instance, SlotType<T5>.Instance, SlotType<T6>.Instance,
    ];

    public override void Write(Frame frame, Slot[] outputs, (T1, T2, T3, T4, T5, T6) value)
    {
        frame.Write(outputs[0], value.Item1);
        frame.Write(outputs[1], value.Item2);
        frame.Write(outputs[2], value.Item3);
        frame.Write(outputs[3], value.Item4);
        frame.Write(outputs[4], value.Item5);
        frame.Write(outputs[5], value.Item6);
    }
}

internal sealed class TupleWriter<T1, T2, T3, T4, T5, T6, T7> : TupleWriter<(T1, T2, T3, T4, T5, T6, T7)>
{
    public override int Size => 7;

    public override SlotType[] ElementTypes(int count) =>
    [
        SlotType<T1>.Instance, SlotType<T2>.Instance, SlotType<T3>.Instance, SlotType<T4>.Instance,
        SlotType<T5>.Instance, SlotType<T6>.Instance, SlotType<T7>.Instance,
    ];

    public override void Write(Frame frame, Slot[] outputs, (T1, T2, T3, T4, T5, T6, T7) value)
    {
        frame.Write(outputs[0], value.Item1);
        frame.Write(outputs[1], value.Item2);
        frame.Write(outputs[2], value.Item3);
        frame.Write(outputs[3], value.Item4);
        frame.Write(outputs[4], value.Item5);
        frame.Write(outputs[5], value.Item6);
        frame.Write(outputs[6], value.Item7);
    }
}
