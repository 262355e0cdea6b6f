using System.Collections.Concurrent;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Orleans.Graphs;

/// <summary>The graphs of a silo by name, created on first use. Thread-safe.</summary>
internal sealed class GraphCatalog(SiloGraphs graphs, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, Lazy<CatalogEntry>> _entries = new(
        graphs.Factories.Select(f => KeyValuePair.Create(f.Key, new Lazy<CatalogEntry>(() => Create(f.Key, f.Value(services))))), StringComparer.Ordinal);

    /// <summary>Adds a graph of a caller in this process, under a unique name.</summary>
    public void Add(string name, Graph graph) =>
        _entries.TryAdd(name, new Lazy<CatalogEntry>(new CatalogEntry(graph, GraphVersion.Of(graph))));

    /// <summary>Finds a graph by name and version.</summary>
    /// <returns>The graph, or the reason why it is not available.</returns>
    public (Graph? Graph, string? Refusal) Find(string name, string version)
    {
        if (!_entries.TryGetValue(name, out Lazy<CatalogEntry>? lazyEntry))
        {
            string names = _entries.IsEmpty ? "none" : NameList.Of(_entries.Keys.Order(StringComparer.Ordinal));
            return (null, $"has no graph '{name}'. It has {names}. Add the graph with AddHypergraph.");
        }

        try
        {
            CatalogEntry entry = lazyEntry.Value;
            return entry.Version == version
                ? (entry.Graph, null)
                : (null, $"has another version of graph '{name}': {entry.Version}, but the caller has {version}. Deploy the same graph to all silos and callers.");
        }
        catch (Exception exception)
        {
            return (null, $"could not build graph '{name}': {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static CatalogEntry Create(string name, Graph graph)
    {
        Graph named = graph.Name == name ? graph : graph.WithName(name);
        return new CatalogEntry(named, GraphVersion.Of(named));
    }

    private sealed record CatalogEntry(Graph Graph, string Version);
}
