namespace Hypergraph.Logs.Writing;

/// <summary>Counts the executions of nodes in loops: the iteration of each event. It knows only the open runs of graphs with loops. Not thread-safe.</summary>
internal sealed class LoopIterations
{
    /// <summary>The open runs, by their spans.</summary>
    private readonly Dictionary<SpanId, OpenRun> _runs = [];

    /// <summary>The iterations of open executions.</summary>
    private readonly Dictionary<SpanId, int> _iterations = [];

    /// <summary>The graphs inside open executions, by the spans of these.</summary>
    private readonly Dictionary<SpanId, LoopGraph> _nested = [];

    /// <summary>Returns the zero-based iteration of the node of an event; null outside loops.</summary>
    public int? Next(Event e)
    {
        if (e is RunStartEvent start)
        {
            StartRun(start);
            return null;
        }

        return _runs.Count == 0 ? null : e switch
        {
            NodeStartEvent node => StartNode(node),
            NodeEndEvent or NodeErrorEvent or InterruptEvent => EndNode(e.SpanId),
            RunEndEvent => EndRun(e.SpanId),
            NodeEvent => _iterations.TryGetValue(e.SpanId, out int iteration) ? iteration : null,
            _ => null,
        };
    }

    private void StartRun(RunStartEvent start)
    {
        LoopGraph? graph = start switch
        {
            { Outline: { } outline } => LoopGraph.Of(outline),
            { ParentSpanId: null } => null,
            { ParentSpanId: { } parent } when _runs.TryGetValue(parent, out OpenRun? map) => map.Graph,
            { ParentSpanId: { } parent } => _nested.GetValueOrDefault(parent),
        };
        if (graph is not null)
        {
            _runs[start.SpanId] = new OpenRun(graph);
        }
    }

    private int? StartNode(NodeStartEvent start)
    {
        if (start.ParentSpanId is not { } parent || !_runs.TryGetValue(parent, out OpenRun? run))
        {
            return null;
        }

        if (run.Graph.NestedOf(start.NodeName) is { } nested)
        {
            _nested[start.SpanId] = nested;
        }

        return run.Graph.IsInLoop(start.NodeName) ? _iterations[start.SpanId] = run.Count(start.NodeName) : null;
    }

    private int? EndNode(SpanId span)
    {
        _nested.Remove(span);
        return _iterations.Remove(span, out int iteration) ? iteration : null;
    }

    private int? EndRun(SpanId run)
    {
        _runs.Remove(run);
        return null;
    }

    private sealed class OpenRun(LoopGraph graph)
    {
        private readonly Dictionary<string, int> _executions = [];

        public LoopGraph Graph => graph;

        /// <summary>Returns how often a node has started, and counts one start more.</summary>
        public int Count(string node)
        {
            int count = _executions.GetValueOrDefault(node);
            _executions[node] = count + 1;
            return count;
        }
    }
}
