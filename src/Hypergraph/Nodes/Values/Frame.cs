using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Nodes.Values;

/// <summary>
/// The values of one run. References share one column; every value type has its own column, so that a run of
/// numbers needs no boxing and only one small array for all of them.
/// </summary>
/// <param name="references">The column of references.</param>
/// <param name="first">The first column of values, which most frames have alone; null if there is none.</param>
/// <param name="others">The further columns of values.</param>
internal sealed class Frame(object?[] references, Array? first, Array[] others)
{
    private const int FirstColumn = 1;

    public object?[] References => references;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>(in Slot slot)
    {
        if (typeof(T).IsValueType)
        {
            return slot.Column != 0 ? Column<T>(slot)[slot.Index] : Unbox<T>(references[slot.Index]);
        }

        ref object? value = ref references[slot.Index];
        return slot.IsChecked || (slot.ForbidsNull && value is null) ? Cast<T>(value, slot.ForbidsNull) : Unsafe.As<object?, T>(ref value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(in Slot slot, T value)
    {
        if (typeof(T).IsValueType && slot.Column != 0)
        {
            Column<T>(slot)[slot.Index] = value;
        }
        else
        {
            references[slot.Index] = value;
        }
    }

    /// <summary>Copies every value from a frame of the same plan.</summary>
    public void CopyFrom(Frame other)
    {
        CopyFrom(other, []);
        for (int column = FirstColumn; ColumnAt(column) is { } values; column++)
        {
            Array.Copy(other.ColumnAt(column)!, values, values.Length);
        }
    }

    /// <summary>Copies all references, and the values of some columns, from a frame of the same plan.</summary>
    public void CopyFrom(Frame other, ReadOnlySpan<int> columns)
    {
        Array.Copy(other.References, references, references.Length);
        foreach (int column in columns)
        {
            Array values = ColumnAt(column)!;
            Array.Copy(other.ColumnAt(column)!, values, values.Length);
        }
    }

    /// <summary>A column of values; null behind the last one.</summary>
    private Array? ColumnAt(int column) => column == FirstColumn ? first : column - FirstColumn - 1 < others.Length ? others[column - FirstColumn - 1] : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T[] Column<T>(in Slot slot) => Unsafe.As<T[]>(slot.Column == FirstColumn ? first! : others[slot.Column - FirstColumn - 1]);

    private static T Unbox<T>(object? value) =>
        value is T typed ? typed : default(T) is null && value is null ? default! : ThrowWrongType<T>(value);

    private static T Cast<T>(object? value, bool forbidsNull) => value is T typed ? typed : value is null && !forbidsNull ? default! : ThrowWrongType<T>(value);

    [DoesNotReturn]
    private static T ThrowWrongType<T>(object? value) => throw new SlotTypeException(
        $"A value of type {TypeNames.Of(typeof(T))} was expected, but {(value is null ? "null" : TypeNames.Of(value.GetType()))} was supplied.");
}
