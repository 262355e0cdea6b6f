using Hypergraph.Progress.Model;
using Hypergraph.Progress.Tracking.Counting;
using Hypergraph.Progress.Tracking.RowCounting;

namespace Hypergraph.Progress.Tracking.Views;

/// <summary>Distributes the lines of a view among runs.</summary>
internal static class ViewBuilder
{
    /// <summary>Creates the view of a run that has ended, on all lines.</summary>
    public static EndedRun Build(RunTree ended, int maxLines, RowBuilder builder)
    {
        ProgressRun run = builder.AllRows();
        List<ProgressLine> lines = SkippedRows.Fold(run.Rows);
        if (lines.Count <= maxLines)
        {
            return new EndedRun(run, lines);
        }

        RowCounter.Update(ended.Root);
        return new EndedRun(run, new FoldedRun(ended, maxLines).Build(builder).Lines);
    }

    /// <param name="trees">The runs.</param>
    /// <param name="maxLines">The maximum number of lines.</param>
    /// <param name="builderOf">Creates the builder of a run's rows.</param>
    /// <param name="now">The time of the view.</param>
    /// <param name="selectionsOf">Returns the recent selections of a run, to reuse them; null to select again.</param>
    public static ProgressView Build(
        IReadOnlyCollection<RunTree> trees, int maxLines, Func<RunTree, RowBuilder> builderOf, DateTimeOffset now, Func<RunTree, RowSelectionCache>? selectionsOf)
    {
        foreach (RunTree tree in trees)
        {
            RowCounter.Update(tree.Root);
        }

        bool hasHeadings = trees.Sum(tree => MinLines(tree) + HeadingLines(trees, tree)) <= maxLines;
        int shown = hasHeadings ? trees.Count : RunsThatFit(trees, maxLines);
        List<RunTree> shownTrees = [.. trees.Take(shown)];
        int remainingLines = maxLines - (shown < trees.Count ? 1 : 0) - (hasHeadings ? shownTrees.Sum(tree => HeadingLines(trees, tree)) : 0);
        int[] lines = DistributeLines(shownTrees, remainingLines);
        return new ProgressView
        {
            Time = now,
            Runs =
            [
                .. shownTrees.Select((tree, i) => new FoldedRun(tree, lines[i], selectionsOf?.Invoke(tree)).Build(builderOf(tree)) with
                {
                    HasHeading = hasHeadings && HeadingLines(trees, tree) > 0,
                }),
            ],
            OtherRuns = shown < trees.Count && maxLines > 0 ? Fold(trees.Skip(shown)) : null,
        };
    }

    /// <summary>
    /// Returns the number of heading lines. The first row of a map contains its title; any other run needs a heading if it is not
    /// the only run.
    /// </summary>
    private static int HeadingLines(IReadOnlyCollection<RunTree> trees, RunTree tree) => trees.Count > 1 && !tree.IsMap ? 1 : 0;

    private static long RowsOf(RunTree tree) => tree.Root.RowCountIndex.All.Of(RowKind.Any);

    /// <summary>Returns the minimum number of lines of a run: its map's row, and one for all others.</summary>
    private static int MinLines(RunTree tree) => (int)Math.Min(RowsOf(tree), tree.Root.IsMapped ? 2 : 1);

    /// <summary>
    /// Returns the number of runs that have their minimum of lines, with one line reserved for the others, if any. A single run
    /// always fits.
    /// </summary>
    private static int RunsThatFit(IReadOnlyCollection<RunTree> trees, int maxLines)
    {
        if (trees.Count == 1 || trees.Sum(MinLines) <= maxLines)
        {
            return trees.Count;
        }

        int lines = 1;
        return trees.TakeWhile(tree => (lines += MinLines(tree)) <= maxLines).Count();
    }

    /// <summary>Assigns each run its minimum. The remaining lines are distributed in ascending order of need.</summary>
    private static int[] DistributeLines(List<RunTree> trees, int maxLines)
    {
        int[] lines = [.. trees.Select(tree => Math.Min(MinLines(tree), Math.Max(0, maxLines)))];
        int remainingLines = Math.Max(0, maxLines - lines.Sum());
        int[] byNeed = [.. Enumerable.Range(0, trees.Count).OrderBy(i => RowsOf(trees[i]))];
        for (int i = 0; i < byNeed.Length; i++)
        {
            int run = byNeed[i];
            int extraLines = (int)Math.Min(RowsOf(trees[run]) - lines[run], remainingLines / (byNeed.Length - i));
            lines[run] += extraLines;
            remainingLines -= extraLines;
        }

        return lines;
    }

    private static ProgressFold Fold(IEnumerable<RunTree> trees) =>
        trees.Aggregate(default(RowCounts), (sum, tree) => sum + tree.Root.RowCountIndex.All).Fold();
}
