using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Nodes.Values;

/// <summary>
/// Values of a reference type for which there is only a <see cref="System.Type"/>: the collections that maps read and the arrays
/// that they collect. It is not generic, because each such type leads to the next (<c>T</c>, <c>T[]</c>, <c>T[][]</c>, …) and
/// an ahead-of-time compiler would not terminate.
/// </summary>
internal sealed class ReferenceSlotType(Type type) : SlotType
{
    private readonly bool _mayReadOtherItems = TypeFit.MayReadOtherItems(type);
    private SlotType? _enumerable;
    private SlotType? _array;

    public override Type Type => type;

    public override bool IsValueType => false;

    public override bool HasReferences => true;

    /// <summary>The type of the items, of a collection that a map goes over; otherwise null.</summary>
    public SlotType? Item { get; init; }

    public override SlotType Enumerable => _enumerable ??= new ReferenceSlotType(EnumerableType()) { Item = this };

    public override SlotType Array => _array ??= new ReferenceSlotType(ArrayType());

    public override SlotType Nullable => this;

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "All arrays of references share their code.")]
    public override Array CreateArray(int length) => System.Array.CreateInstance(type, length);

    public override bool Accepts(object? value) => value is null || (type.IsInstanceOfType(value) && !(_mayReadOtherItems && value is Array && TypeFit.ReadsOtherItems(type, value.GetType())));

    public override object? GetBoxed(Frame frame, in Slot slot) => frame.Read<object>(slot);

    public override void SetBoxed(Frame frame, in Slot slot, object? value) => frame.Write(slot, value);

    public override void Copy(Frame source, in Slot from, Frame target, in Slot to) => target.Write(to, source.Read<object>(from));

    public override void Clear(Frame frame, in Slot slot) => frame.Write<object?>(slot, null);

    public override bool Update(Frame frame, in Slot from, in Slot to, bool isForced) => SlotType<object>.Instance.Update(frame, from, to, isForced);

    public override void CopyToArray(Frame source, in Slot from, Array target, int index) => ((object?[])target)[index] = source.Read<object>(from);

    public override ItemSource? CreateItemSource(object? collection) =>
        ItemSource<object?>.TryCreate(collection, Accepts) ?? (Item is null ? null : ItemSource<object?>.TryCreate(WidenAll(collection, this), Accepts));

    /// <summary>Of a collection that a map goes over, each item is widened.</summary>
    public override object? Widen(object? value) => Item is null || Accepts(value) ? value : WidenAll(value, Item);

    /// <summary>An array with the items of a collection, each widened; the collection itself where one of them is not accepted then.</summary>
    private static object? WidenAll(object? collection, SlotType item)
    {
        if (collection is not System.Collections.IEnumerable items || collection is string)
        {
            return collection;
        }

        object?[] widened = [.. items.Cast<object?>().Select(item.Widen)];
        if (!System.Array.TrueForAll(widened, item.Accepts))
        {
            return collection;
        }

        Array typed = item.CreateArray(widened.Length);
        for (int i = 0; i < widened.Length; i++)
        {
            typed.SetValue(widened[i], i);
        }

        return typed;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "All instantiations over references share their code.")]
    private Type EnumerableType() => typeof(IEnumerable<>).MakeGenericType(type);

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "All arrays of references share their code.")]
    private Type ArrayType() => type.MakeArrayType();
}
