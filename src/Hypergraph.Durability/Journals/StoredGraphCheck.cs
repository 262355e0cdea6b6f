using Hypergraph.Durability.Graphs;

namespace Hypergraph.Durability.Journals;

/// <summary>Checks that a call fits the run that a store has: before anything is restored, and before anything of the run is changed.</summary>
internal static class StoredGraphCheck
{
    /// <summary>Checks a call.</summary>
    /// <param name="stored">The stored run.</param>
    /// <param name="graph">The graph of the call.</param>
    /// <param name="isMap">Whether the call is a map.</param>
    /// <exception cref="InvalidOperationException">The run is a map and the call is none, or the other way round.</exception>
    /// <exception cref="GraphChangedException">The graph is another one.</exception>
    public static void Check(StoredRun stored, Graph graph, bool isMap)
    {
        if (stored.IsMap != isMap)
        {
            throw new InvalidOperationException($"Run '{stored.Id}' is {(stored.IsMap ? "a map" : "a run")}, not {(stored.IsMap ? "a run" : "a map")}. Use {(stored.IsMap ? "MapAsync" : "RunAsync")}, or another id.");
        }

        (_, string hash) = GraphShape.TextOf(graph);
        if (hash != stored.GraphHash || graph.Version != stored.GraphVersion)
        {
            throw new GraphChangedException(stored.Id, ChangesOf(stored, graph));
        }
    }

    private static List<string> ChangesOf(StoredRun stored, Graph graph)
    {
        List<string> changes = [];
        if (stored.GraphName != graph.Name)
        {
            changes.Add($"the graph was named '{stored.GraphName}' and is named '{graph.Name}'");
        }

        if (stored.GraphVersion != graph.Version)
        {
            changes.Add($"the version was {Quoted(stored.GraphVersion)} and is {Quoted(graph.Version)}");
        }

        changes.AddRange(GraphChanges.Between(GraphShape.Parse(stored.GraphShape), GraphShape.Of(graph)));
        if (changes.Count == 0)
        {
            changes.Add("the order of its nodes, or whether it declares its edges, has changed");
        }

        return changes;
    }

    private static string Quoted(string? version) => version is null ? "not set" : $"'{version}'";
}
