namespace Hypergraph.Nodes.Naming;

/// <summary>Finds the name that a misspelled name was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>Returns a sentence with the nearest of the known names, after a space; empty if none is near.</summary>
    public static string Suggest(string name, IEnumerable<string> known) =>
        Find(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : string.Empty;

    /// <summary>Does the same for a gate's target, which may be meant to end the branch.</summary>
    public static string SuggestTarget(string name, IEnumerable<string> known) =>
        name != NameRules.End && string.Equals(name, NameRules.End, StringComparison.OrdinalIgnoreCase) ? " Did you mean Node.End?" : Suggest(name, known);

    /// <summary>Returns the known name with the fewest edits, at most a third of the length of the name.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        int limit = Math.Max(1, name.Length / 3);
        string? nearest = null;
        foreach (string candidate in known)
        {
            if (string.Equals(candidate, name, StringComparison.Ordinal))
            {
                continue;
            }

            int distance = EditDistance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance <= limit && (nearest is null || distance < limit))
            {
                nearest = candidate;
                limit = distance;
            }
        }

        return nearest;
    }

    /// <summary>Returns the optimal string alignment distance: insertions, deletions, substitutions, transpositions of neighbors.</summary>
    private static int EditDistance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            distance[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            distance[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int best = Math.Min(replaced, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, distance[i - 2, j - 2] + 1);
                }

                distance[i, j] = best;
            }
        }

        return distance[a.Length, b.Length];
    }
}
