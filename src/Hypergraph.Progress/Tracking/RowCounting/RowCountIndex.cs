namespace Hypergraph.Progress.Tracking.RowCounting;

/// <summary>The numbers of rows of a graph and of all graphs in it, by state, when they were last counted.</summary>
internal sealed class RowCountIndex
{
    /// <summary>What the state of every node of the graph depends on; null before the first count.</summary>
    public int? Phase { get; set; }

    /// <summary>The rows of each node of the graph, including those nested in it.</summary>
    public RowCountTree PerNode { get; } = new();

    /// <summary>All rows, the map's own included.</summary>
    public RowCounts All { get; private set; }

    /// <summary>The map's own row; empty if the graph is not mapped.</summary>
    public RowCounts Map { get; private set; }

    /// <summary>Extends the index to a number of nodes. New nodes have no rows yet.</summary>
    public void AppendNodes(int count)
    {
        while (PerNode.Length < count)
        {
            PerNode.Append();
        }
    }

    /// <summary>Adds a change of the rows of one node.</summary>
    public void Add(int node, in RowCounts change)
    {
        PerNode.Add(node, change);
        All += change;
    }

    /// <summary>Replaces the map's own row.</summary>
    public void SetMap(in RowCounts map)
    {
        All += map - Map;
        Map = map;
    }
}
