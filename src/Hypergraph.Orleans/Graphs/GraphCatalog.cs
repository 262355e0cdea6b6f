using System.Collections.Concurrent;

namespace Hypergraph.Orleans;

/// <summary>Finds the graphs of a silo by name, made on first use. Safe from any thread.</summary>
internal sealed class GraphCatalog(SiloGraphs graphs, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, Lazy<KnownGraph>> _known = new(
        graphs.Factories.Select(f => KeyValuePair.Create(f.Key, new Lazy<KnownGraph>(() => Make(f.Key, f.Value(services))))), StringComparer.Ordinal);

    /// <summary>Adds a graph of a caller in this very process, under a name that is its own.</summary>
    public void Add(string name, Graph graph) =>
        _known.TryAdd(name, new Lazy<KnownGraph>(new KnownGraph(graph, GraphVersion.Of(graph))));

    /// <summary>The graph of a name and a version.</summary>
    /// <returns>The graph, or in words why there is none.</returns>
    public (Graph? Graph, string? Refusal) Find(string name, string version)
    {
        if (!_known.TryGetValue(name, out Lazy<KnownGraph>? made))
        {
            string names = _known.IsEmpty ? "none at all" : NameList.Of(_known.Keys.Order(StringComparer.Ordinal));
            return (null, $"knows no graph '{name}', only {names}. Add it with AddHypergraph.");
        }

        try
        {
            KnownGraph known = made.Value;
            return known.Version == version
                ? (known.Graph, null)
                : (null, $"has another version of graph '{name}': {known.Version}, but the caller has {version}. Deploy the same graph to all silos and callers.");
        }
        catch (Exception exception)
        {
            return (null, $"could not build graph '{name}': {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static KnownGraph Make(string name, Graph graph)
    {
        Graph named = graph.Name == name ? graph : graph.WithName(name);
        return new KnownGraph(named, GraphVersion.Of(named));
    }

    private sealed record KnownGraph(Graph Graph, string Version);
}
