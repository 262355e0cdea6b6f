using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Nodes.Values;

/// <summary>
/// The operations of a frame on values of one type: the typed part of a slot. Created where the type is known
/// at compile time or, for delegates, with reflection in one place.
/// </summary>
internal abstract class SlotType
{
    /// <summary>The type of the values.</summary>
    public abstract Type Type { get; }

    /// <summary>Whether values of the type have their own column.</summary>
    public abstract bool IsValueType { get; }

    /// <summary>Whether values of the type are references or contain references.</summary>
    public abstract bool HasReferences { get; }

    /// <summary>The type of a collection of such values, as the input of a map.</summary>
    public abstract SlotType Enumerable { get; }

    /// <summary>The type of the array in which a map collects such values.</summary>
    public abstract SlotType Array { get; }

    /// <summary>The same type with null for missing values; itself if it already includes null.</summary>
    public abstract SlotType Nullable { get; }

    /// <summary>Whether values of both types are stored in the same way, so that one slot can hold either.</summary>
    public bool IsSameAs(SlotType? other) =>
        this == other || (other is { IsValueType: false } && !IsValueType && Type == other.Type);

    /// <summary>Creates a column of values.</summary>
    public abstract Array CreateArray(int length);

    /// <summary>Whether the value, null included, can be stored as this type.</summary>
    public abstract bool Accepts(object? value);

    /// <summary>Returns the value in a slot, boxed.</summary>
    public abstract object? GetBoxed(Frame frame, in Slot slot);

    /// <summary>Writes a boxed value that this type accepts to a slot.</summary>
    public abstract void SetBoxed(Frame frame, in Slot slot, object? value);

    /// <summary>Copies a value of this type to another slot.</summary>
    public abstract void Copy(Frame source, in Slot from, Frame target, in Slot to);

    /// <summary>Sets a slot to the default of the type.</summary>
    public abstract void Clear(Frame frame, in Slot slot);

    /// <summary>
    /// Copies a value to another slot of a frame, and compares the two with the type's default comparer. An equal value is copied
    /// too: equal values may differ in members that the comparer ignores.
    /// </summary>
    /// <param name="frame">The frame of both slots.</param>
    /// <param name="from">The slot of the new value.</param>
    /// <param name="to">The slot to change.</param>
    /// <param name="isForced">Whether an equal value is also a new version.</param>
    /// <returns>Whether it is a new version.</returns>
    public abstract bool Update(Frame frame, in Slot from, in Slot to, bool isForced);

    /// <summary>Copies a value into an array created by <see cref="CreateArray"/>.</summary>
    public abstract void CopyToArray(Frame source, in Slot from, Array target, int index);

    /// <summary>Returns the items of a collection for a map, or null if the value is not a collection of this type.</summary>
    public abstract ItemSource? CreateItemSource(object? collection);

    /// <summary>
    /// Returns a value that a caller supplies, with its numbers converted to this type if C# converts them without a cast; otherwise the
    /// value itself.
    /// </summary>
    public virtual object? Widen(object? value) => NumericWidening.Widen(value, Type);

    /// <summary>Whether values of this type are converted for an input whose type does not accept them.</summary>
    public virtual bool Converts(Type type) => false;

    /// <summary>Converts a value to a type for which <see cref="Converts"/> is true.</summary>
    public virtual object? Convert(object? value, Type type) => value;

    /// <inheritdoc/>
    public override string ToString() => TypeNames.Of(Type);
}

/// <inheritdoc/>
internal sealed class SlotType<T> : SlotType
{
    public static readonly SlotType<T> Instance = new();

    private static readonly bool MayReadOtherItems = TypeFit.MayReadOtherItems(typeof(T));

    private SlotType? _enumerable;
    private SlotType? _array;
    private SlotType? _nullable;

    private SlotType()
    {
    }

    public override Type Type => typeof(T);

    public override bool IsValueType => typeof(T).IsValueType;

    public override bool HasReferences => RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    public override SlotType Enumerable => _enumerable ??= new ReferenceSlotType(typeof(IEnumerable<T>)) { Item = this };

    public override SlotType Array => _array ??= new ReferenceSlotType(typeof(T[]));

    public override SlotType Nullable => default(T) is null ? this : _nullable ??= MakeNullable();

    public override Array CreateArray(int length) => new T[length];

    public override bool Accepts(object? value) => value is T
        ? typeof(T).IsValueType || !MayReadOtherItems || value is not System.Array || !TypeFit.ReadsOtherItems(typeof(T), value.GetType())
        : value is null && default(T) is null;

    public override object? GetBoxed(Frame frame, in Slot slot) => frame.Read<T>(slot);

    public override void SetBoxed(Frame frame, in Slot slot, object? value) => frame.Write(slot, (T)value!);

    public override void Copy(Frame source, in Slot from, Frame target, in Slot to) => target.Write(to, source.Read<T>(from));

    public override void Clear(Frame frame, in Slot slot) => frame.Write(slot, default(T)!);

    public override bool Update(Frame frame, in Slot from, in Slot to, bool isForced)
    {
        T value = frame.Read<T>(from);
        bool isNew = isForced || !EqualityComparer<T>.Default.Equals(value, frame.Read<T>(to));
        frame.Write(to, value);
        return isNew;
    }

    public override void CopyToArray(Frame source, in Slot from, Array target, int index) => ((T[])target)[index] = source.Read<T>(from);

    public override ItemSource? CreateItemSource(object? collection) => ItemSource<T>.TryCreate(collection);

    [UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "NullableSlotType has no requirements for its argument.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "NullableSlotType has no requirements for its argument.")]
    private static SlotType MakeNullable() => RuntimeFeature.IsDynamicCodeSupported
        ? (SlotType)Activator.CreateInstance(typeof(NullableSlotType<>).MakeGenericType(typeof(T)))!
        : SlotType<object>.Instance;
}
