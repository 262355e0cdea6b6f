namespace Hypergraph.Progress.Tests;

/// <summary>Counts a whole stream anew, from the definition of the counts, without any state between two counts.</summary>
public sealed class NaiveCount
{
    private readonly GraphOutline _outline;
    private readonly Dictionary<SpanId, Event> _starts = [];
    private readonly Dictionary<SpanId, Event> _ends = [];
    private readonly Dictionary<SpanId, string> _paths = [];
    private readonly List<RunStartEvent> _maps = [];
    private readonly List<RunStartEvent> _runs = [];
    private readonly List<NodeStartEvent> _nodes = [];

    public NaiveCount(GraphOutline outline, IEnumerable<Event> events)
    {
        _outline = outline;
        foreach (Event e in events)
        {
            Note(e);
        }
    }

    public IEnumerable<(string Path, bool IsMap, long Done, long Total, long Failed)> Rows() => RowsOf(_outline, "", IsRootMap, null);

    private bool IsRootMap => _maps.Exists(map => map.ParentSpanId is null);

    private void Note(Event e)
    {
        switch (e)
        {
            case RunStartEvent start:
                _starts[e.SpanId] = e;
                _paths[e.SpanId] = start.ParentSpanId is SpanId parent ? _paths[parent] : "";
                (start.IsMap ? _maps : _runs).Add(start);
                break;
            case NodeStartEvent start:
                _starts[e.SpanId] = e;
                string around = _paths[e.ParentSpanId!.Value];
                _paths[e.SpanId] = around.Length == 0 ? start.NodeName : $"{around}/{start.NodeName}";
                _nodes.Add(start);
                break;
            case RunEndEvent or NodeEndEvent or NodeErrorEvent or InterruptEvent:
                _ends[e.SpanId] = e;
                break;
        }
    }

    private IEnumerable<(string Path, bool IsMap, long Done, long Total, long Failed)> RowsOf(
        GraphOutline graph, string path, bool isMapped, Func<long>? executionsAhead)
    {
        List<RunStartEvent> runs = [.. _runs.Where(run => _paths[run.SpanId] == path)];
        long runsAhead = RunsAhead(path, isMapped, executionsAhead);
        if (isMapped)
        {
            yield return (
                path,
                true,
                runs.Count(IsEnded),
                runs.Count + runsAhead,
                runs.Count(run => _ends.GetValueOrDefault(run.SpanId) is RunEndEvent { Status: RunStatus.Failed or RunStatus.Partial }));
        }

        foreach (NodeOutline node in graph.Nodes)
        {
            string nodePath = path.Length == 0 ? node.Name : $"{path}/{node.Name}";
            List<NodeStartEvent> executions = [.. _nodes.Where(start => _paths[start.SpanId] == nodePath)];
            long ahead = runsAhead + runs.Count(run => !IsEnded(run) && !executions.Exists(start => start.ParentSpanId == run.SpanId));
            if (node.Graph is null)
            {
                yield return (
                    nodePath,
                    false,
                    executions.Count(IsEnded),
                    executions.Count + ahead,
                    executions.Count(start => _ends.GetValueOrDefault(start.SpanId) is NodeErrorEvent));
                continue;
            }

            long unbegun = executions.Count(start => !IsEnded(start) && !HasNested(start));
            foreach ((string, bool, long, long, long) row in RowsOf(node.Graph, nodePath, node.IsMapped, () => ahead + unbegun))
            {
                yield return row;
            }
        }
    }

    private long RunsAhead(string path, bool isMapped, Func<long>? executionsAhead)
    {
        if (!isMapped)
        {
            return executionsAhead?.Invoke() ?? 0;
        }

        List<RunStartEvent> maps = [.. _maps.Where(map => _paths[map.SpanId] == path)];
        long known = maps.Where(map => !IsEnded(map)).Sum(map => map.MapSize!.Value - _runs.Count(run => run.ParentSpanId == map.SpanId));
        long mapsAhead = executionsAhead?.Invoke() ?? 0;
        int empty = _nodes.Count(start => _paths[start.SpanId] == path && _ends.GetValueOrDefault(start.SpanId) is NodeEndEvent && !HasNested(start));
        int seen = maps.Count + empty;
        return known + (seen == 0
            ? mapsAhead
            : (long)Math.Round(mapsAhead * ((double)maps.Sum(map => map.MapSize!.Value) / seen), MidpointRounding.AwayFromZero));
    }

    private bool IsEnded(Event start) => _ends.ContainsKey(start.SpanId);

    private bool HasNested(NodeStartEvent node) =>
        _maps.Exists(map => map.ParentSpanId == node.SpanId) || _runs.Exists(run => run.ParentSpanId == node.SpanId);
}
