namespace Hypergraph.Progress;

/// <summary>
/// A run's tree on a limited number of lines. What matters most is seen: the call's own map, what is under way, failures,
/// maps; then what paused or was stopped, what comes next and what was done last. Each stretch between those is one fold.
/// </summary>
/// <param name="tree">The run; its tally is up to date.</param>
/// <param name="maxLines">How many lines there are.</param>
/// <param name="keptAt">The moment, if a choice is kept for a while; null to choose anew.</param>
internal sealed class FoldedRun(RunTree tree, int maxLines, DateTimeOffset? keptAt = null)
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

        if (keptAt is DateTimeOffset now)
        {
            ChooseOrReuse(count, now);
        }
        else
        {
            Choose();
        }

        Write(_root, rows);

        // Where even the least is too much, the call's own map goes before the fold.
        List<ProgressLine> lines = _result.Count > maxLines ? _result[..maxLines] : _result;
        return new ProgressRunView { Run = rows.Run([.. lines.Select(line => line.Row).OfType<ProgressRow>()]), Lines = lines };
    }

    private void ChooseOrReuse(long rows, DateTimeOffset now)
    {
        if (tree.SelectionCache.Find(maxLines, rows, now) is { } kept)
        {
            _root = kept;
        }
        else
        {
            Choose();
            tree.SelectionCache.Add(maxLines, rows, now, _root);
        }
    }

    /// <summary>
    /// What is under way, failures and maps each have a part of the lines for sure, so that none hides the others; then
    /// each takes what is left, in this order. The others come only where all of those are seen.
    /// </summary>
    private void Choose()
    {
        _ = ShowAll(RowKind.Executing, upTo: maxLines / 2);
        _ = ShowAll(RowKind.Failed, upTo: maxLines * 3 / 4);
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

    /// <summary>Shows the rows of a kind as long as there are lines.</summary>
    /// <returns>Whether all of them are seen.</returns>
    private bool ShowAll(RowKind kind, int upTo, bool fromEnd = false)
    {
        long count = tree.Root.RowCountIndex.All.Of(kind);
        for (long i = 0; i < count; i++)
        {
            if (!TryShow(kind, fromEnd ? count - 1 - i : i, upTo))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Shows the n-th row of a kind, unless that takes more lines than there are.</summary>
    private bool TryShow(RowKind kind, long n, int upTo)
    {
        List<int> path = PathTo(kind, n, out bool isMap);
        int more = LinesFor(path, isMap);
        if (_usedLines + more > upTo)
        {
            return false;
        }

        _usedLines += more;
        FoldedGraph at = _root;
        for (int i = 0; i < path.Count; i++)
        {
            if (i < path.Count - 1 || isMap)
            {
                at = at.ShowGraph(path[i]);
            }
            else if (!at.IsVisible(path[i]))
            {
                at.ShowNode(path[i]);
            }
        }

        return true;
    }

    /// <summary>The indexes that lead to the n-th row of a kind, from the outermost graph inwards.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="n">Which of its rows, in the order of the outline.</param>
    /// <param name="isMap">Whether it is the row of the map that the last index leads to.</param>
    private List<int> PathTo(RowKind kind, long n, out bool isMap)
    {
        List<int> path = [];
        for (GraphCounters? scope = tree.Root; scope is not null; scope = scope.Nodes[path[^1]].NestedForView())
        {
            long ofMap = scope.RowCountIndex.Map.Of(kind);
            if (n < ofMap)
            {
                isMap = true;
                return path;
            }

            n -= ofMap;
            path.Add(scope.RowCountIndex.PerNode.Find(kind, ref n));
        }

        isMap = false;
        return path;
    }

    private int LinesFor(List<int> path, bool isMap)
    {
        FoldedGraph? at = _root;
        GraphCounters scope = tree.Root;
        int lines = 0;
        for (int i = 0; i < path.Count; i++)
        {
            bool isSeen = at is not null && at.IsVisible(path[i]);
            if (!isSeen)
            {
                at ??= new FoldedGraph(scope);
                lines += at.LinesToSplitFold(path[i]);
            }

            NodeCounters place = scope.Nodes[path[i]];
            if (place.NestedForView() is not { } nested)
            {
                return lines + (isSeen ? 0 : 1);
            }

            scope = nested;
            at = isSeen ? at!.Nested(path[i]) : null;
            lines += isSeen ? 0 : FoldedGraph.MinLines(scope);
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

    /// <summary>One line for a stretch of places. For a single row that is the row itself.</summary>
    private void WriteFold(GraphCounters scope, int start, int end, RowBuilder rows)
    {
        RowCounts counts = start < end ? scope.RowCountIndex.PerNode.RangeSum(start, end) : default;
        switch (counts.Of(RowKind.Any))
        {
            case 0:
                break;
            case 1:
                Add(OnlyRow(scope, start, rows));
                break;
            default:
                _result.Add(new ProgressLine { Level = scope.RowLevel, Fold = counts.Fold() });
                break;
        }
    }

    /// <summary>The first row at or behind a place.</summary>
    private static ProgressRow OnlyRow(GraphCounters scope, int start, RowBuilder rows)
    {
        long n = scope.RowCountIndex.PerNode.PrefixSum(start).Of(RowKind.Any);
        NodeCounters place = scope.Nodes[scope.RowCountIndex.PerNode.Find(RowKind.Any, ref n)];
        return place.NestedForView() switch
        {
            null => rows.Row(place),
            { IsMapped: true } map => rows.Row(map),
            { } nested => OnlyRow(nested, 0, rows),
        };
    }

    private void Add(ProgressRow row) => _result.Add(ProgressLine.FromRow(row));
}
