using Hypergraph.Progress.Tracking.Counting;
using Hypergraph.Progress.Tracking.RowCounting;

namespace Hypergraph.Progress.Tracking.Views;

/// <summary>
/// A run's tree on a limited number of lines. The most important rows are visible: the top-level map, executing nodes, failures,
/// maps; then paused and stopped rows, the next ones and the last ones that are done. Each range between visible rows is one
/// fold.
/// </summary>
/// <param name="tree">The run, with up-to-date row counts.</param>
/// <param name="maxLines">The maximum number of lines.</param>
/// <param name="cache">The recent selections to reuse; null to select again.</param>
internal sealed class FoldedRun(RunTree tree, int maxLines, RowSelectionCache? cache = null)
{
    private FoldedGraph _root = new(tree.Root);
    private readonly List<ProgressLine> _result = [];
    private int _usedLines = FoldedGraph.MinLines(tree.Root);

    public ProgressRunView Build(RowBuilder rows)
    {
        long count = tree.Root.RowCountIndex.All.Of(RowKind.Any);
        if (count <= maxLines)
        {
            ProgressRun run = rows.AllRows();
            return new ProgressRunView { Run = run, Lines = [.. run.Rows.Select(ProgressLine.FromRow)] };
        }

        if (cache is not null)
        {
            ChooseOrReuse(cache, count, tree.Now);
        }
        else
        {
            Choose();
        }

        Write(_root, rows);

        // If even the minimum does not fit, the top-level map has precedence over the fold.
        List<ProgressLine> lines = _result.Count > maxLines ? _result[..maxLines] : _result;
        return new ProgressRunView { Run = rows.Run([.. lines.Select(line => line.Row).OfType<ProgressRow>()]), Lines = lines };
    }

    private void ChooseOrReuse(RowSelectionCache selections, long rows, DateTimeOffset now)
    {
        if (selections.Find(maxLines, rows, now) is { } cached)
        {
            _root = cached;
        }
        else
        {
            Choose();
            selections.Add(maxLines, rows, now, _root);
        }
    }

    /// <summary>
    /// Executing nodes, failures and maps each have a guaranteed part of the lines, so that none hides the others. Then each uses
    /// the remaining lines, in this order. Other rows follow only if all of these are visible.
    /// </summary>
    private void Choose()
    {
        _ = ShowAll(RowKind.Executing, lineLimit: maxLines / 2);
        _ = ShowAll(RowKind.Failed, lineLimit: maxLines * 3 / 4);
        _ = ShowAll(RowKind.OpenMap, maxLines)
            && ShowAll(RowKind.Executing, maxLines)
            && ShowAll(RowKind.Failed, maxLines)
            && ShowAll(RowKind.Map, maxLines)
            && ShowAll(RowKind.Paused, maxLines)
            && ShowAll(RowKind.Stopped, maxLines)
            && ShowAll(RowKind.Running, maxLines)
            && ShowAll(RowKind.Waiting, maxLines)
            && ShowAll(RowKind.Done, maxLines, fromEnd: true)
            && ShowAll(RowKind.Cached, maxLines, fromEnd: true)
            && ShowAll(RowKind.Skipped, maxLines);
    }

    /// <summary>Shows the rows of a kind while lines remain.</summary>
    /// <returns>Whether all of them are visible.</returns>
    private bool ShowAll(RowKind kind, int lineLimit, bool fromEnd = false)
    {
        long count = tree.Root.RowCountIndex.All.Of(kind);
        for (long i = 0; i < count; i++)
        {
            if (!TryShow(kind, fromEnd ? count - 1 - i : i, lineLimit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Shows the n-th row of a kind, if enough lines remain.</summary>
    private bool TryShow(RowKind kind, long n, int lineLimit)
    {
        List<int> path = PathTo(kind, n, out bool isMap);
        int extraLines = LinesFor(path, isMap);
        if (_usedLines + extraLines > lineLimit)
        {
            return false;
        }

        _usedLines += extraLines;
        FoldedGraph folded = _root;
        for (int i = 0; i < path.Count; i++)
        {
            if (i < path.Count - 1 || isMap)
            {
                folded = folded.ShowGraph(path[i]);
            }
            else if (!folded.IsVisible(path[i]))
            {
                folded.ShowNode(path[i]);
            }
        }

        return true;
    }

    /// <summary>Returns the indexes of the nodes that lead to the n-th row of a kind, from the outermost graph inwards.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="n">The zero-based number of the row among those of the kind, in the order of the outline.</param>
    /// <param name="isMap">Whether the row is that of the map to which the last index leads.</param>
    private List<int> PathTo(RowKind kind, long n, out bool isMap)
    {
        List<int> path = [];
        for (GraphCounters? graph = tree.Root; graph is not null; graph = RowCounter.NestedOf(graph.Nodes[path[^1]]))
        {
            long mapRows = graph.RowCountIndex.Map.Of(kind);
            if (n < mapRows)
            {
                isMap = true;
                return path;
            }

            n -= mapRows;
            path.Add(graph.RowCountIndex.PerNode.Find(kind, ref n));
        }

        isMap = false;
        return path;
    }

    private int LinesFor(List<int> path, bool isMap)
    {
        FoldedGraph? folded = _root;
        GraphCounters graph = tree.Root;
        int lines = 0;
        for (int i = 0; i < path.Count; i++)
        {
            bool isSeen = folded is not null && folded.IsVisible(path[i]);
            if (!isSeen)
            {
                folded ??= new FoldedGraph(graph);
                lines += folded.LinesToSplitFold(path[i]);
            }

            NodeCounters node = graph.Nodes[path[i]];
            if (RowCounter.NestedOf(node) is not { } nested)
            {
                return lines + (isSeen ? 0 : 1);
            }

            graph = nested;
            folded = isSeen ? folded!.Nested(path[i]) : null;
            lines += isSeen ? 0 : FoldedGraph.MinLines(graph);
        }

        return lines;
    }

    private void Write(FoldedGraph folded, RowBuilder rows)
    {
        if (folded.Graph.IsMapped)
        {
            Add(rows.Row(folded.Graph));
        }

        int next = 0;
        foreach (int index in folded.VisibleIndexes)
        {
            WriteFold(folded.Graph, next, index, rows);
            if (folded.Nested(index) is { } nested)
            {
                Write(nested, rows);
            }
            else
            {
                Add(rows.Row(folded.Graph.Nodes[index]));
            }

            next = index + 1;
        }

        WriteFold(folded.Graph, next, folded.Graph.Nodes.Count, rows);
    }

    /// <summary>Adds one line for a range of nodes: a fold, or the row itself if there is only one.</summary>
    private void WriteFold(GraphCounters graph, int start, int end, RowBuilder rows)
    {
        RowCounts counts = start < end ? graph.RowCountIndex.PerNode.RangeSum(start, end) : default;
        switch (counts.Of(RowKind.Any))
        {
            case 0:
                break;
            case 1:
                Add(OnlyRow(graph, start, rows));
                break;
            default:
                _result.Add(new ProgressLine { Level = graph.RowLevel, Fold = counts.Fold() });
                break;
        }
    }

    /// <summary>Returns the first row at or after an index.</summary>
    private static ProgressRow OnlyRow(GraphCounters graph, int start, RowBuilder rows)
    {
        long n = graph.RowCountIndex.PerNode.PrefixSum(start).Of(RowKind.Any);
        NodeCounters node = graph.Nodes[graph.RowCountIndex.PerNode.Find(RowKind.Any, ref n)];
        return RowCounter.NestedOf(node) switch
        {
            null => rows.Row(node),
            { IsMapped: true } map => rows.Row(map),
            { } nested => OnlyRow(nested, 0, rows),
        };
    }

    private void Add(ProgressRow row) => _result.Add(ProgressLine.FromRow(row));
}
