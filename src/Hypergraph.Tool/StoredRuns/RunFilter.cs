using Hypergraph.Durability;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>Which runs are listed.</summary>
/// <param name="States">The words of <see cref="RunState"/>; none for all runs.</param>
/// <param name="Graph">The name of the graph; null for all graphs.</param>
/// <param name="Since">The earliest last change; null for any.</param>
/// <param name="Limit">The maximum number of runs; null for all.</param>
internal sealed record RunFilter(IReadOnlyCollection<string> States, string? Graph, DateTimeOffset? Since, int? Limit)
{
    /// <summary>Lists the runs, the most recently changed first.</summary>
    public async Task<IReadOnlyList<ListedRun>> ListAsync(IRunStore store, CancellationToken cancellationToken)
    {
        // A store does not know which process has ended, so the limit is applied to what is left of its runs.
        var query = new RunQuery
        {
            Statuses = States.Count == 0 ? null : [.. States.Select(RunState.StatusOf).Distinct()],
            GraphName = Graph,
            ChangedSince = Since,
        };
        Dictionary<string, int> questions = await CountQuestionsAsync(store, cancellationToken).ConfigureAwait(false);
        List<ListedRun> runs = [];
        await foreach (StoredRun run in store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (runs.Count == Limit)
            {
                break;
            }

            if (RunState.Of(run) is { } state && (States.Count == 0 || States.Contains(state)))
            {
                runs.Add(new ListedRun(run, state, questions.GetValueOrDefault(run.Id)));
            }
        }

        return runs;
    }

    private static async Task<Dictionary<string, int>> CountQuestionsAsync(IRunStore store, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach ((string id, _) in store.ListQuestionsAsync(cancellationToken).ConfigureAwait(false))
        {
            counts[id] = counts.GetValueOrDefault(id) + 1;
        }

        return counts;
    }
}
