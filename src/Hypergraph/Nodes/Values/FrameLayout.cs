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
        if (_columnTypes.Count == 1)
        {
            return new Frame(references, []);
        }

        var columns = new Array[_columnTypes.Count];
        columns[0] = references;
        for (int i = 1; i < columns.Length; i++)
        {
            columns[i] = _columnTypes[i].CreateArray(_columnSizes[i]);
        }

        return new Frame(references, columns);
    }

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
