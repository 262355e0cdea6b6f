namespace Hypergraph.Nodes.Values;

/// <summary>
/// Lists of the items of a stream. They are stored like other lists, and converted to an array or a stream for inputs of these types.
/// </summary>
internal sealed class StreamSlotType<T> : SlotType
{
    public static readonly StreamSlotType<T> Instance = new();

    private static readonly SlotType<List<T>> Lists = SlotType<List<T>>.Instance;

    private StreamSlotType()
    {
    }

    public override Type Type => Lists.Type;

    public override bool IsValueType => false;

    public override bool HasReferences => true;

    public override SlotType Enumerable => Lists.Enumerable;

    public override SlotType Array => Lists.Array;

    public override SlotType Nullable => this;

    public override bool Converts(Type type) => type.IsAssignableFrom(typeof(T[])) || type.IsAssignableFrom(typeof(IAsyncEnumerable<T>));

    public override object? Convert(object? value, Type type) =>
        value is not List<T> items || type.IsInstanceOfType(items) ? value
        : type.IsAssignableFrom(typeof(T[])) ? items.ToArray()
        : new StreamItems<T>(items);

    public override Array CreateArray(int length) => Lists.CreateArray(length);

    public override bool Accepts(object? value) => Lists.Accepts(value);

    public override object? GetBoxed(Frame frame, in Slot slot) => Lists.GetBoxed(frame, slot);

    public override void SetBoxed(Frame frame, in Slot slot, object? value) => Lists.SetBoxed(frame, slot, value);

    public override void Copy(Frame source, in Slot from, Frame target, in Slot to) => Lists.Copy(source, from, target, to);

    public override void Clear(Frame frame, in Slot slot) => Lists.Clear(frame, slot);

    public override bool Update(Frame frame, in Slot from, in Slot to, bool isForced) => Lists.Update(frame, from, to, isForced);

    public override void CopyToArray(Frame source, in Slot from, Array target, int index) => Lists.CopyToArray(source, from, target, index);

    public override ItemSource? CreateItemSource(object? collection) => Lists.CreateItemSource(collection);
}
