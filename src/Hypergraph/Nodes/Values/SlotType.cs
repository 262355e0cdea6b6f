using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hypergraph;

/// <summary>
/// What a frame has to do with values of one type without knowing it: the typed side of a slot. Made where the type is known
/// at compile time or, for delegates, by the one reflective path.
/// </summary>
internal abstract class SlotType
{
    /// <summary>The type of the values.</summary>
    public abstract Type Type { get; }

    /// <summary>Whether values of the type live in a column of their own.</summary>
    public abstract bool IsValueType { get; }

    /// <summary>Whether values of the type are references or hold some.</summary>
    public abstract bool HasReferences { get; }

    /// <summary>The type of a collection of such values that a map can go over.</summary>
    public abstract SlotType Enumerable { get; }

    /// <summary>The type of the array that a map collects such values in.</summary>
    public abstract SlotType Array { get; }

    /// <summary>The same values with null for those that are missing; itself if null is one of them already.</summary>
    public abstract SlotType Nullable { get; }

    /// <summary>Whether values of both types are kept in the same way, so that one slot can hold either.</summary>
    public bool IsSameAs(SlotType? other) =>
        this == other || (other is { IsValueType: false } && !IsValueType && Type == other.Type);

    /// <summary>A column of values.</summary>
    public abstract Array CreateArray(int length);

    /// <summary>Whether the value, null included, can be kept as this type.</summary>
    public abstract bool Accepts(object? value);

    /// <summary>The value in a slot, boxed.</summary>
    public abstract object? GetBoxed(Frame frame, in Slot slot);

    /// <summary>Puts a boxed value that this type accepts into a slot.</summary>
    public abstract void SetBoxed(Frame frame, in Slot slot, object? value);

    /// <summary>Copies a value of this type from slot to slot.</summary>
    public abstract void Copy(Frame source, in Slot from, Frame target, in Slot to);

    /// <summary>Makes a slot hold the type's default.</summary>
    public abstract void Clear(Frame frame, in Slot slot);

    /// <summary>
    /// Copies a value from slot to slot of a frame, and compares the two by the type's default comparer. An equal value is copied
    /// too: values that are equal may differ in what the comparer ignores.
    /// </summary>
    /// <param name="frame">The frame of both slots.</param>
    /// <param name="from">The slot of the new value.</param>
    /// <param name="to">The slot to change.</param>
    /// <param name="isForced">Whether an equal value counts as a new version.</param>
    /// <returns>Whether it is a new version.</returns>
    public abstract bool Update(Frame frame, in Slot from, in Slot to, bool isForced);

    /// <summary>Copies a value into an array made by <see cref="CreateArray"/>.</summary>
    public abstract void CopyToArray(Frame source, in Slot from, Array target, int index);

    /// <summary>The items of a collection that a map goes over, or null if the value is no collection of this type.</summary>
    public abstract ItemSource? CreateItemSource(object? collection);

    /// <summary>
    /// A value that a caller supplies, with its numbers as this type has them if C# would convert them without a cast; otherwise the
    /// value itself.
    /// </summary>
    public virtual object? Widen(object? value) => NumericWidening.Widen(value, Type);

    /// <summary>Whether values of this type are converted for an input of a type that does not accept them as they are.</summary>
    public virtual bool Converts(Type type) => false;

    /// <summary>A value as one of a type that this one converts to.</summary>
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

    [UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "NullableSlotType needs nothing of its argument.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "NullableSlotType needs nothing of its argument.")]
    private static SlotType MakeNullable() => RuntimeFeature.IsDynamicCodeSupported
        ? (SlotType)Activator.CreateInstance(typeof(NullableSlotType<>).MakeGenericType(typeof(T)))!
        : SlotType<object>.Instance;
}
