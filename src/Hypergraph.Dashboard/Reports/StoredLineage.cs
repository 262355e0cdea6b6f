using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Reports;

/// <summary>The runs from which a stored run was forked, itself, and its forks.</summary>
internal static class StoredLineage
{
    private const int MaxAncestors = 100;

    /// <summary>The number of runs among which forks are searched, those that changed last.</summary>
    private const int MaxSearched = 1_000;

    /// <summary>Clocks of different machines may differ.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    /// <summary>Reads the lineage.</summary>
    /// <returns>The runs, and whether there may be more of them.</returns>
    public static async Task<(IReadOnlyList<LineageReport> Runs, bool IsPartial)> ReadAsync(IRunStore store, string id, CancellationToken cancellationToken)
    {
        StoredRun run = await store.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        List<LineageReport> lineage = [Of(run, "self")];
        HashSet<string> seen = [run.Id];
        string? origin = run.ForkedFrom;
        while (origin is not null && seen.Count <= MaxAncestors && seen.Add(origin))
        {
            StoredRun? found = await store.FindAsync(origin, cancellationToken).ConfigureAwait(false);
            if (found is not null)
            {
                lineage.Insert(0, Of(found, "ancestor"));
            }

            origin = found?.ForkedFrom;
        }

        // A fork has the same graph, and is newer.
        int searched = 0;
        var query = new RunQuery { GraphName = run.GraphName, ChangedSince = run.Created - Tolerance, Limit = MaxSearched };
        await foreach (StoredRun other in store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            searched++;
            if (other.ForkedFrom == run.Id)
            {
                lineage.Add(Of(other, "descendant"));
            }
        }

        return (lineage, searched == MaxSearched || seen.Count > MaxAncestors);
    }

    private static LineageReport Of(StoredRun run, string relation) => new(StoredKeys.Of(run.Id), run.Id, Summaries.StatusOf(run), relation);
}
