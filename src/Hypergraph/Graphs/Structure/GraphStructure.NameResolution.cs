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
        foreach (IGrouping<string, int> signal in _emitters)
        {
            if (_values.ContainsKey(signal.Key))
            {
                throw spec.Error($"node '{Nodes[signal.First()].Name}' emits '{signal.Key}', which is the name of a value. Use a different name for the signal.");
            }
        }

        foreach (IGrouping<string, int> waiters in _waiters)
        {
            if (ProducersOf(waiters.Key).Count == 0 && !_emitters.Contains(waiters.Key))
            {
                IEnumerable<string> known = _emitters.Select(signal => signal.Key).Concat(OutputNames);
                throw spec.Error($"node '{Nodes[waiters.First()].Name}' waits for '{waiters.Key}', but no node emits or produces it.{NearestName.Suggest(waiters.Key, known)} Known: {NameList.Of(known)}.");
            }
        }
    }

    private (int From, int To) ReadEdge(GraphSpec spec, string from, string to)
    {
        if (from is null || to is null)
        {
            throw spec.Error("an edge has an end without a node. Name its source and its target.");
        }

        return (Find(spec, from, $"edge source '{from}'"), Find(spec, to, $"edge target '{to}'"));
    }

    private int FindShared(GraphSpec spec, string name) => ProducersOf(name).Count > 0
        ? _values[name]
        : throw spec.Error($"'{name}' is shared, but no node produces it.{NearestName.Suggest(name, OutputNames)} Values: {NameList.Of(OutputNames)}.");
}
