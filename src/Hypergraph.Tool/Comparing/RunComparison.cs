using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Comparing;

/// <summary>Compares the runs of two logs: the first with the first, the second with the second.</summary>
/// <param name="factor">The factor from which on different times are listed.</param>
internal sealed class RunComparison(double factor)
{
    /// <summary>Times that are shorter are noise.</summary>
    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns the differences of two logs.</summary>
    public IReadOnlyList<Difference> Compare(IReadOnlyList<LoggedRun> first, IReadOnlyList<LoggedRun> second)
    {
        List<Difference> differences = [];
        AddIfDifferent(differences, run: null, node: null, "runs", Words.Number(first.Count), Words.Number(second.Count));
        foreach ((LoggedRun left, LoggedRun right) in first.Zip(second))
        {
            AddIfDifferent(differences, left.Number, node: null, "graph", left.Name, right.Name);
            AddIfDifferent(differences, left.Number, node: null, "status", StatusOf(left), StatusOf(right));
            Compare(differences, left.Number, SummariesOf(left), SummariesOf(right));
        }

        return differences;
    }

    private static string StatusOf(LoggedRun run) => run.Status is { } status ? Words.NameOf(status) : "not ended";

    private static OrderedDictionary<string, NodeSummary> SummariesOf(LoggedRun run)
    {
        OrderedDictionary<string, NodeSummary> summaries = new(StringComparer.Ordinal);
        foreach (LoggedSpan execution in run.Executions)
        {
            string path = execution.NodePath ?? execution.Node!;
            if (!summaries.TryGetValue(path, out NodeSummary? summary))
            {
                summaries.Add(path, summary = new NodeSummary());
            }

            summary.Add(execution);
        }

        return summaries;
    }

    private static void AddIfDifferent(List<Difference> differences, int? run, string? node, string what, string? first, string? second)
    {
        if (first != second)
        {
            differences.Add(new Difference(run, node, what, first, second));
        }
    }

    private void Compare(List<Difference> differences, int run, OrderedDictionary<string, NodeSummary> first, OrderedDictionary<string, NodeSummary> second)
    {
        foreach (string node in first.Keys.Concat(second.Keys.Where(node => !first.ContainsKey(node))))
        {
            if (first.TryGetValue(node, out NodeSummary? left) && second.TryGetValue(node, out NodeSummary? right))
            {
                Compare(differences, run, node, left, right);
            }
            else
            {
                differences.Add(new Difference(run, node, "count", TextOf(left?.Count), TextOf(second.GetValueOrDefault(node)?.Count)));
            }
        }

        static string? TextOf(int? count) => count is { } number ? Words.Number(number) : null;
    }

    private void Compare(List<Difference> differences, int run, string node, NodeSummary first, NodeSummary second)
    {
        Add("count", first.Count, second.Count);
        foreach ((Ending ending, string what) in new[] { (Ending.Done, "done"), (Ending.Failed, "failures"), (Ending.Paused, "paused"), (Ending.Stopped, "stopped"), (Ending.Cached, "cache hits") })
        {
            Add(what, first.CountOf(ending), second.CountOf(ending));
        }

        Add("restored", first.Restored, second.Restored);
        Add("retries", first.Retries, second.Retries);
        AddIfDifferent(differences, run, node, "errors", NullIfEmpty(first.Errors), NullIfEmpty(second.Errors));
        foreach (string path in first.Decisions.Keys.Union(second.Decisions.Keys, StringComparer.Ordinal))
        {
            AddIfDifferent(differences, run, path, "decisions", DecisionsOf(first, path), DecisionsOf(second, path));
        }

        if (first.Restored == 0 && second.Restored == 0 && IsFar(first.Total, second.Total))
        {
            differences.Add(new Difference(run, node, Difference.Time, Words.Duration(first.Total), Words.Duration(second.Total)));
        }

        void Add(string what, int left, int right) => AddIfDifferent(differences, run, node, what, Words.Number(left), Words.Number(right));
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string? DecisionsOf(NodeSummary summary, string path) =>
        summary.Decisions.TryGetValue(path, out List<string>? decisions) ? string.Join(", ", decisions) : null;

    private bool IsFar(TimeSpan first, TimeSpan second)
    {
        (TimeSpan shorter, TimeSpan longer) = first < second ? (first, second) : (second, first);
        return longer >= ShortestTime && longer >= shorter * factor;
    }
}
