using System.Runtime.InteropServices;

namespace Hypergraph.Nodes.Values;

/// <summary>
/// The location of a value in a run: a column of the frame and an index in it. Names are resolved to slots once, when a
/// graph is compiled to its plan.
/// </summary>
/// <param name="column">0 for the column of references, otherwise the column of one value type.</param>
/// <param name="index">The index in the column.</param>
/// <param name="isChecked">
/// Whether a reader must check the type, because the value comes from an untyped producer or caller.
/// </param>
/// <param name="forbidsNull">Whether a reader rejects null, because its parameter is declared as not nullable.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Slot(int column, int index, bool isChecked, bool forbidsNull = false)
{
    // Half the bits of an int are enough for types, and make a slot eight bytes: each node has several.
    private readonly ushort _column = checked((ushort)column);

    /// <summary>0 for the column of references, otherwise the column of one value type.</summary>
    public int Column => _column;

    /// <summary>The index in the column.</summary>
    public int Index { get; } = index;

    /// <summary>Whether a reader must check the type.</summary>
    public bool IsChecked { get; } = isChecked;

    /// <summary>Whether a reader rejects null.</summary>
    public bool ForbidsNull { get; } = forbidsNull;

    /// <summary>Returns the same slot for the reads of a parameter that may forbid null.</summary>
    public Slot For(bool forbidsNull) => forbidsNull ? new Slot(Column, Index, IsChecked, forbidsNull: true) : this;

    /// <summary>Whether it is the same location as another one, and a reader checks nothing.</summary>
    public bool IsUncheckedAs(in Slot other) => Column == other.Column && Index == other.Index && !IsChecked && !ForbidsNull;
}
