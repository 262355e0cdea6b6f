using System.Runtime.InteropServices;

namespace Hypergraph;

/// <summary>
/// Where a value of a run is kept: a column of the frame and an index in it. Names are resolved to slots once, when a
/// graph is compiled to its plan.
/// </summary>
/// <param name="column">0 for the column of references, otherwise the column of one value type.</param>
/// <param name="index">The place in the column.</param>
/// <param name="isChecked">
/// Whether a reader has to check the type: true where the value comes from an untyped producer or caller.
/// </param>
/// <param name="forbidsNull">Whether a reader rejects null: its parameter is declared not to be null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Slot(int column, int index, bool isChecked, bool forbidsNull = false)
{
    // Half the bits of an int will do for types, and make a slot eight bytes: each node has several.
    private readonly ushort _column = checked((ushort)column);

    /// <summary>0 for the column of references, otherwise the column of one value type.</summary>
    public int Column => _column;

    /// <summary>The place in the column.</summary>
    public int Index { get; } = index;

    /// <summary>Whether a reader has to check the type.</summary>
    public bool IsChecked { get; } = isChecked;

    /// <summary>Whether a reader rejects null.</summary>
    public bool ForbidsNull { get; } = forbidsNull;

    /// <summary>The same place as a parameter reads it.</summary>
    public Slot For(NodeInput parameter) => parameter.ForbidsNull ? new Slot(Column, Index, IsChecked, forbidsNull: true) : this;
}
