using System.Runtime.CompilerServices;

namespace Hypergraph.Nodes.Values;

/// <summary>Values of a value type, with null for missing ones: reads <c>T</c>, collects <c>T?</c>.</summary>
internal sealed class NullableSlotType<T> : SlotType
    where T : struct
{
    private SlotType? _enumerable;
    private SlotType? _array;

    public override Type Type => typeof(T?);

    public override bool IsValueType => true;

    public override bool HasReferences => RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    public override SlotType Enumerable => _enumerable ??= new ReferenceSlotType(typeof(IEnumerable<T?>)) { Item = this };

    public override SlotType Array => _array ??= new ReferenceSlotType(typeof(T?[]));

    public override SlotType Nullable => this;

    public override Array CreateArray(int length) => new T?[length];

    public override bool Accepts(object? value) => value is null or T;

    public override object? GetBoxed(Frame frame, in Slot slot) => frame.Read<T?>(slot);

    public override void SetBoxed(Frame frame, in Slot slot, object? value) => frame.Write(slot, (T?)value);

    public override void Copy(Frame source, in Slot from, Frame target, in Slot to) => target.Write(to, source.Read<T?>(from));

    public override void Clear(Frame frame, in Slot slot) => frame.Write(slot, default(T?));

    public override bool Update(Frame frame, in Slot from, in Slot to, bool isForced)
    {
        T? value = frame.Read<T?>(from);
        bool isNew = isForced || !EqualityComparer<T?>.Default.Equals(value, frame.Read<T?>(to));
        frame.Write(to, value);
        return isNew;
    }

    public override void CopyToArray(Frame source, in Slot from, Array target, int index) => ((T?[])target)[index] = source.Read<T>(from);

    public override ItemSource? CreateItemSource(object? collection) => ItemSource<T?>.TryCreate(collection);
}
