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
    private readonly List<NodeAttemptStartEvent> _retries = [];

    public NaiveCount(GraphOutline outline, IEnumerable<Event> events)
    {
        _outline = outline;
        foreach (Event e in events)
        {
            Note(e);
        }
    }

    public IEnumerable<NaiveRow> Rows() => RowsOf(_outline, "", IsRootMap, isGrowing: false, isCut: false, executionsAhead: null, executionsNotStarted: 0);

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
            case NodeAttemptStartEvent { Attempt: > 1 } attempt:
                _retries.Add(attempt);
                break;
            case RunEndEvent or NodeEndEvent or NodeErrorEvent or InterruptEvent:
                _ends[e.SpanId] = e;
                break;
        }
    }

    private IEnumerable<NaiveRow> RowsOf(
        GraphOutline graph, string path, bool isMapped, bool isGrowing, bool isCut, Func<long>? executionsAhead, long executionsNotStarted)
    {
        List<RunStartEvent> runs = [.. _runs.Where(run => _paths[run.SpanId] == path)];
        long runsAhead = RunsAhead(path, isMapped, executionsAhead);
        long notStarted = RunsNotStarted(path, isMapped, executionsNotStarted);
        isGrowing |= _maps.Exists(map => _paths[map.SpanId] == path && map.MapSize is null && !IsEnded(map));
        isCut |= _maps.Exists(map => _paths[map.SpanId] == path && map.MapSize is null && EndOf(map) is RunEndEvent { Status: RunStatus.Failed or RunStatus.Stopped });
        if (isMapped)
        {
            yield return new NaiveRow(
                path,
                IsMap: true,
                runs.Count(IsEnded),
                runs.Count + runsAhead + notStarted,
                notStarted,
                runs.Count(run => EndOf(run) is RunEndEvent { Status: RunStatus.Failed or RunStatus.Partial }),
                runs.Count(run => EndOf(run) is RunEndEvent { Status: RunStatus.Paused }),
                runs.Count(run => EndOf(run) is RunEndEvent { Status: RunStatus.Stopped }),
                Cached: 0,
                runs.Count(run => IsEnded(run) && IsRestored(run)),
                Retries: 0,
                runs.Count(run => !IsEnded(run)),
                isGrowing,
                isCut);
        }

        foreach (NodeOutline node in graph.Nodes)
        {
            string nodePath = path.Length == 0 ? node.Name : $"{path}/{node.Name}";
            List<NodeStartEvent> executions = [.. _nodes.Where(start => _paths[start.SpanId] == nodePath)];
            long ahead = runsAhead + runs.Count(run => !IsEnded(run) && !executions.Exists(start => start.ParentSpanId == run.SpanId));
            if (node.Graph is null)
            {
                yield return Row(nodePath, executions, ahead, notStarted, isGrowing, isCut);
                continue;
            }

            long unbegun = executions.Count(start => !IsEnded(start) && !HasNested(start));
            foreach (NaiveRow row in RowsOf(node.Graph, nodePath, node.IsMapped, isGrowing, isCut, () => ahead + unbegun, notStarted))
            {
                yield return row;
            }
        }
    }

    private NaiveRow Row(string path, List<NodeStartEvent> executions, long ahead, long notStarted, bool isGrowing, bool isCut) => new(
        path,
        IsMap: false,
        executions.Count(IsEnded),
        executions.Count + ahead + notStarted,
        notStarted,
        executions.Count(IsFailed),
        executions.Count(start => EndOf(start) is InterruptEvent),
        executions.Count(start => EndOf(start) is NodeEndEvent { IsStopped: true } || (IsCancelled(start) && HasStopped(start))),
        executions.Count(start => EndOf(start) is NodeEndEvent { IsCached: true }),
        executions.Count(start => IsEnded(start) && IsRestored(start)),
        _retries.Count(attempt => executions.Exists(start => start.SpanId == attempt.SpanId)),
        executions.Count(start => !IsEnded(start)),
        isGrowing,
        isCut);

    private long RunsAhead(string path, bool isMapped, Func<long>? executionsAhead)
    {
        if (!isMapped)
        {
            return executionsAhead?.Invoke() ?? 0;
        }

        long known = MapsAt(path).Where(map => !IsEnded(map)).Sum(ItemsLeftOf);
        return known + ItemsOfUnseenMaps(path, executionsAhead?.Invoke() ?? 0);
    }

    private long RunsNotStarted(string path, bool isMapped, long executionsNotStarted) => isMapped
        ? MapsAt(path).Where(IsEnded).Sum(ItemsLeftOf) + ItemsOfUnseenMaps(path, executionsNotStarted)
        : executionsNotStarted;

    private List<RunStartEvent> MapsAt(string path) => [.. _maps.Where(map => _paths[map.SpanId] == path)];

    private long ItemsLeftOf(RunStartEvent map) => Math.Max(0, (map.MapSize ?? 0) - ItemsOf(map));

    private long ItemsOfUnseenMaps(string path, long count)
    {
        List<RunStartEvent> maps = MapsAt(path);
        int empty = _nodes.Count(start => _paths[start.SpanId] == path && EndOf(start) is NodeEndEvent { IsCached: false } && !HasNested(start));
        int seen = maps.Count + empty;
        return seen == 0
            ? count
            : (long)Math.Round(count * ((double)maps.Sum(map => map.MapSize ?? ItemsOf(map)) / seen), MidpointRounding.AwayFromZero);
    }

    private int ItemsOf(RunStartEvent map) => _runs.Count(run => run.ParentSpanId == map.SpanId);

    private Event? EndOf(Event start) => _ends.GetValueOrDefault(start.SpanId);

    /// <summary>Whether a cancellation was a failure is known when the run around it has ended: not if it was stopped.</summary>
    private bool IsFailed(NodeStartEvent start) => EndOf(start) is NodeErrorEvent
        && (!IsCancelled(start) || (_ends.ContainsKey(start.ParentSpanId!.Value) && !HasStopped(start)));

    private bool IsCancelled(NodeStartEvent start) => EndOf(start) is NodeErrorEvent error && error.ErrorType.EndsWith("CanceledException", StringComparison.Ordinal);

    private bool HasStopped(NodeStartEvent start) => _ends.GetValueOrDefault(start.ParentSpanId!.Value) is RunEndEvent { Status: RunStatus.Stopped };

    /// <summary>Whether a node was restored; for a run, whether any node in it was, and no other has ended.</summary>
    private bool IsRestored(Event start)
    {
        bool[] inside = [.. Inside(start)];
        return inside.Length > 0 && Array.TrueForAll(inside, isRestored => isRestored);
    }

    /// <summary>For each execution of a function in a span that has ended, whether it was restored.</summary>
    private IEnumerable<bool> Inside(Event start) => start is NodeStartEvent node && !HasNested(node)
        ? EndOf(start) switch
        {
            NodeEndEvent end => [end.IsRestored],
            NodeErrorEvent error => [error.IsRestored],
            null => [],
            _ => [false],
        }
        : _starts.Values.Where(inner => inner.ParentSpanId == start.SpanId).SelectMany(Inside);

    private bool IsEnded(Event start) => _ends.ContainsKey(start.SpanId);

    private bool HasNested(NodeStartEvent node) =>
        _maps.Exists(map => map.ParentSpanId == node.SpanId) || _runs.Exists(run => run.ParentSpanId == node.SpanId);
}
