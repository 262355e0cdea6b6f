using Hypergraph.Hosting;
using Hypergraph.Nodes.Naming;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Explaining;

/// <summary>The nodes that the outlines and the events of a log name.</summary>
internal sealed class NodePlaces
{
    /// <summary>A graph that is nested many times has more places than anyone asks for.</summary>
    private const int MaxPlaces = 100_000;

    private const int MaxListed = 10;

    private readonly OrderedDictionary<string, NodePlace> _places = new(StringComparer.Ordinal);

    /// <summary>Collects the nodes of runs.</summary>
    public NodePlaces(IReadOnlyList<LoggedRun> runs)
    {
        foreach (LoggedRun run in runs)
        {
            if (run.Outline is { } outline)
            {
                Add(outline);
            }

            foreach (LoggedSpan execution in run.Executions)
            {
                Add(execution);
            }
        }
    }

    /// <summary>Finds the nodes of a name or a path.</summary>
    /// <param name="node">The name or the path, without items.</param>
    /// <exception cref="ToolException">There is none.</exception>
    public IReadOnlyList<NodePlace> Find(string node)
    {
        if (_places.TryGetValue(node, out NodePlace? place))
        {
            return [place];
        }

        List<NodePlace> named = [.. _places.Values.Where(other => other.Name == node || other.JoinedNames == node)];
        return named.Count > 0 ? named : throw new ToolException(UnknownNode(node));
    }

    private string UnknownNode(string node)
    {
        string[] names = [.. _places.Values.Select(place => place.Name).Concat(_places.Keys).Distinct(StringComparer.Ordinal)];
        string more = _places.Count > MaxListed ? ", …" : string.Empty;
        string known = _places.Count == 0 ? "It has no nodes." : $"Nodes: {string.Join(", ", _places.Keys.Take(MaxListed))}{more}.";
        return $"The log has no node '{node}'.{NearestName.Suggest(node, names)} {known}";
    }

    private void Add(GraphOutline outline)
    {
        var open = new Queue<(GraphOutline Graph, NodePlace? Around)>([(outline, null)]);
        while (open.TryDequeue(out (GraphOutline Graph, NodePlace? Around) graph) && _places.Count < MaxPlaces)
        {
            foreach (NodeOutline node in graph.Graph.Nodes)
            {
                NodePlace place = Add(node.Name, graph.Around);
                if (node.Graph is { } nested)
                {
                    open.Enqueue((nested, place));
                }
            }
        }
    }

    private NodePlace Add(string name, NodePlace? around)
    {
        string path = EventPaths.ForNode(around?.Path, name);
        if (!_places.TryGetValue(path, out NodePlace? place))
        {
            _places.Add(path, place = new NodePlace(path, name, around));
        }

        return place;
    }

    private void Add(LoggedSpan execution)
    {
        string? around = execution.Parent?.NodePath;
        if (execution.NodePath is { } path && !_places.ContainsKey(path))
        {
            _places.Add(path, new NodePlace(path, execution.Node!, around is null ? null : _places.GetValueOrDefault(around)));
        }
    }
}
