namespace Hypergraph.Progress;

/// <summary>Shares the lines of a view among runs.</summary>
internal static class ViewBuilder
{
    /// <summary>A run that has ended, which has all the lines to itself.</summary>
    public static EndedRun Build(RunTree ended, int maxLines, RowBuilder builder)
    {
        ProgressRun run = builder.AllRows();
        List<ProgressLine> lines = SkippedRows.Fold(run.Rows);
        if (lines.Count <= maxLines)
        {
            return new EndedRun(run, lines);
        }

        ended.Root.RowCountIndex.Update();
        return new EndedRun(run, new FoldedRun(ended, maxLines).Build(builder).Lines);
    }

    public static ProgressView Build(
        IReadOnlyList<RunTree> trees, int maxLines, Func<RunTree, RowBuilder> builderOf, DateTimeOffset now, bool keepsChoices)
    {
        foreach (RunTree tree in trees)
        {
            tree.Root.RowCountIndex.Update();
        }

        bool hasHeadings = trees.Sum(tree => MinLines(tree) + HeadingLines(trees, tree)) <= maxLines;
        int shown = hasHeadings ? trees.Count : RunsThatFit(trees, maxLines);
        List<RunTree> seen = [.. trees.Take(shown)];
        int left = maxLines - (shown < trees.Count ? 1 : 0) - (hasHeadings ? seen.Sum(tree => HeadingLines(trees, tree)) : 0);
        int[] lines = DistributeLines(seen, left);
        return new ProgressView
        {
            Time = now,
            Runs =
            [
                .. seen.Select((tree, i) => new FoldedRun(tree, lines[i], keepsChoices ? tree.Now : null).Build(builderOf(tree)) with
                {
                    HasHeading = hasHeadings && HeadingLines(trees, tree) > 0,
                }),
            ],
            OtherRuns = shown < trees.Count && maxLines > 0 ? Fold(trees.Skip(shown)) : null,
        };
    }

    /// <summary>A map's first row names it; another run needs a line for that when it does not stand alone.</summary>
    private static int HeadingLines(IReadOnlyList<RunTree> trees, RunTree tree) => trees.Count > 1 && !tree.IsMap ? 1 : 0;

    private static long RowsOf(RunTree tree) => tree.Root.RowCountIndex.All.Of(RowKind.Any);

    /// <summary>The lines without which a run is not seen: its map's row, and one for all others.</summary>
    private static int MinLines(RunTree tree) => (int)Math.Min(RowsOf(tree), tree.Root.IsMapped ? 2 : 1);

    /// <summary>How many runs have the lines that they need at least, one line kept for the others, if any. A single run has what there is.</summary>
    private static int RunsThatFit(IReadOnlyList<RunTree> trees, int maxLines)
    {
        if (trees.Count == 1 || trees.Sum(MinLines) <= maxLines)
        {
            return trees.Count;
        }

        int lines = 1;
        return trees.TakeWhile(tree => (lines += MinLines(tree)) <= maxLines).Count();
    }

    /// <summary>Each run has what it needs at least; what is left is shared so that those who need least have it first.</summary>
    private static int[] DistributeLines(List<RunTree> trees, int maxLines)
    {
        int[] lines = [.. trees.Select(tree => Math.Min(MinLines(tree), Math.Max(0, maxLines)))];
        int left = Math.Max(0, maxLines - lines.Sum());
        int[] byNeed = [.. Enumerable.Range(0, trees.Count).OrderBy(i => RowsOf(trees[i]))];
        for (int i = 0; i < byNeed.Length; i++)
        {
            int run = byNeed[i];
            int more = (int)Math.Min(RowsOf(trees[run]) - lines[run], left / (byNeed.Length - i));
            lines[run] += more;
            left -= more;
        }

        return lines;
    }

    private static ProgressFold Fold(IEnumerable<RunTree> trees) =>
        trees.Aggregate(default(RowCounts), (sum, tree) => sum + tree.Root.RowCountIndex.All).Fold();
}
