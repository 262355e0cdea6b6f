namespace Hypergraph.Logs.Writing;

/// <summary>Counts the executions of nodes in loops: the iteration of each event. Not thread-safe.</summary>
internal sealed class LoopIterations
{
    /// <summary>The nodes in loops, by the names of their graphs and their own.</summary>
    private readonly HashSet<(string? Graph, string Node)> _loopNodes = [];

    /// <summary>The number of executions by node, for the span of each open run.</summary>
    private readonly Dictionary<SpanId, Dictionary<string, int>> _executions = [];

    /// <summary>The iterations of open executions.</summary>
    private readonly Dictionary<SpanId, int> _open = [];

    /// <summary>Returns the zero-based iteration of the node of an event; null outside loops.</summary>
    public int? Next(Event e)
    {
        if (e is RunStartEvent { Outline: { } outline })
        {
            AddLoopNodes(outline);
        }

        if (_loopNodes.Count == 0)
        {
            return null;
        }

        return e switch
        {
            NodeStartEvent start => Start(start),
            NodeEndEvent or NodeErrorEvent or InterruptEvent => _open.Remove(e.SpanId, out int iteration) ? iteration : null,
            RunEndEvent => End(e.SpanId),
            NodeEvent => _open.TryGetValue(e.SpanId, out int iteration) ? iteration : null,
            _ => null,
        };
    }

    private int? Start(NodeStartEvent start)
    {
        if (start.ParentSpanId is not { } run || !_loopNodes.Contains((start.GraphName, start.NodeName)))
        {
            return null;
        }

        if (!_executions.TryGetValue(run, out Dictionary<string, int>? ofRun))
        {
            _executions.Add(run, ofRun = []);
        }

        int iteration = ofRun.GetValueOrDefault(start.NodeName);
        ofRun[start.NodeName] = iteration + 1;
        _open[start.SpanId] = iteration;
        return iteration;
    }

    private int? End(SpanId run)
    {
        _executions.Remove(run);
        return null;
    }

    private void AddLoopNodes(GraphOutline outline)
    {
        HashSet<GraphOutline> seen = new(ReferenceEqualityComparer.Instance) { outline };
        var open = new Queue<GraphOutline>([outline]);
        while (open.TryDequeue(out GraphOutline? graph))
        {
            foreach (NodeOutline node in graph.Nodes)
            {
                if (node.IsInLoop)
                {
                    _loopNodes.Add((graph.Name, node.Name));
                }

                if (node.Graph is { } nested && seen.Add(nested))
                {
                    open.Enqueue(nested);
                }
            }
        }
    }
}
