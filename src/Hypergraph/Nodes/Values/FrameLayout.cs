namespace Hypergraph.Nodes.Values;

/// <summary>Allocates the slots of a plan and creates frames for them.</summary>
internal sealed class FrameLayout
{
    private readonly List<SlotType> _columnTypes = [SlotType<object>.Instance];
    private readonly List<int> _columnSizes = [0];

    /// <summary>The number of columns, including that of references.</summary>
    public int ColumnCount => _columnTypes.Count;

    /// <summary>The columns of value types that contain references.</summary>
    public IEnumerable<int> ColumnsWithReferences => Enumerable.Range(1, _columnTypes.Count - 1).Where(column => _columnTypes[column].HasReferences);

    /// <summary>Adds a slot for a value of the type.</summary>
    public Slot Add(SlotType type, bool isChecked = false)
    {
        int column = type.IsValueType ? ColumnOf(type) : 0;
        return new Slot(column, _columnSizes[column]++, isChecked);
    }

    /// <summary>Creates a frame in which every slot has the default of its type.</summary>
    public Frame CreateFrame()
    {
        object?[] references = _columnSizes[0] == 0 ? [] : new object?[_columnSizes[0]];
        Array? first = _columnTypes.Count > 1 ? CreateColumn(1) : null;
        Array[] others = _columnTypes.Count > 2 ? new Array[_columnTypes.Count - 2] : [];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = CreateColumn(i + 2);
        }

        return new Frame(references, first, others);
    }

    private Array CreateColumn(int column) => _columnTypes[column].CreateArray(_columnSizes[column]);

    private int ColumnOf(SlotType type)
    {
        int column = _columnTypes.IndexOf(type, 1);
        if (column < 0)
        {
            column = _columnTypes.Count;
            _columnTypes.Add(type);
            _columnSizes.Add(0);
        }

        return column;
    }
}
