using Hypergraph.Graphs.Components;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Graphs.Structure;

/// <content>Resolves and checks the names in the specification of a graph: nodes, edges, signals and shared values.</content>
internal sealed partial class GraphStructure
{
    private int Find(GraphSpec spec, string name, string subject, Func<string, IEnumerable<string>, string>? suggest = null) => NodeIndexes.TryGetValue(name, out int node)
        ? node
        : throw spec.Error($"{subject} is not a node of the graph.{(suggest ?? NearestName.Suggest)(name, NodeIndexes.Keys)} Nodes: {NameList.Of(NodeIndexes.Keys)}.");

    private void CheckSignals(GraphSpec spec)
    {
        foreach (string signal in _emitters.Names)
        {
            if (_values.ContainsKey(signal))
            {
                throw spec.Error($"node '{Nodes[_emitters[signal][0]].Name}' emits '{signal}', which is the name of a value. Use a different name for the signal.");
            }
        }

        foreach (string name in _waiters.Names)
        {
            if (ProducersOf(name).Count == 0 && !_emitters.Contains(name))
            {
                IEnumerable<string> known = _emitters.Names.Concat(OutputNames);
                throw spec.Error($"node '{Nodes[_waiters[name][0]].Name}' waits for '{name}', but no node emits or produces it.{NearestName.Suggest(name, known)} Known: {NameList.Of(known)}.");
            }
        }
    }

    private int[] FindEntrypoints(GraphSpec spec)
    {
        List<int> entrypoints = [];
        foreach (string name in spec.Entrypoints)
        {
            entrypoints.Add(Find(spec, name, $"entrypoint '{name}'"));
        }

        return [.. entrypoints];
    }

    private ExplicitEdges ReadEdges(GraphSpec spec)
    {
        if (spec.Edges is not { Count: > 0 } edges)
        {
            return ExplicitEdges.None;
        }

        var read = new ExplicitEdges(Nodes.Length);
        foreach ((string from, string to) in edges)
        {
            if (from is null || to is null)
            {
                throw spec.Error("an edge has an end without a node. Name its source and its target.");
            }

            read.Add(Find(spec, from, $"edge source '{from}'"), Find(spec, to, $"edge target '{to}'"));
        }

        return read;
    }

    private HashSet<int> FindShared(GraphSpec spec)
    {
        HashSet<int> shared = [];
        foreach (string name in spec.SharedValues)
        {
            shared.Add(FindShared(spec, name));
        }

        return shared;
    }

    private int FindShared(GraphSpec spec, string name) => ProducersOf(name).Count > 0
        ? _values[name]
        : throw spec.Error($"'{name}' is shared, but no node produces it.{NearestName.Suggest(name, OutputNames)} Values: {NameList.Of(OutputNames)}.");
}
