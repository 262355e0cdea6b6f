namespace Hypergraph.Progress.Tests;

/// <summary>
/// Plays a legal stream over an outline: branches not taken, loops, ragged and empty maps, failures, pauses and stops,
/// nodes and items one after another or at once.
/// </summary>
public sealed class RandomRun(EventScript script, Random random, double trouble)
{
    public void Play(GraphOutline outline, int? mapSize)
    {
        RunScript root = mapSize is int size ? script.Map(outline, size) : script.Run(outline);
        new Interleaving(random).Run(mapSize is null ? Graph(root, outline, _ => { }) : Map(root, outline, mapSize.Value, _ => { }));
    }

    private IEnumerable<object> Graph(RunScript run, GraphOutline outline, Action<RunStatus> ended)
    {
        RunStatus status = RunStatus.Completed;
        bool atOnce = random.Next(3) == 0;
        List<NodeOutline> order = [.. outline.Nodes.SelectMany(Executions)];
        if (atOnce)
        {
            yield return order.Select(node => Execution(run, node, end => status = Worse(status, end))).ToList();
        }
        else
        {
            foreach (NodeOutline node in order.TakeWhile(_ => status == RunStatus.Completed))
            {
                yield return new[] { Execution(run, node, end => status = Worse(status, end)) };
            }
        }

        if (status == RunStatus.Completed && random.NextDouble() < trouble / 4)
        {
            status = RunStatus.Stopped;
        }

        run.End(status);
        ended(status);
    }

    private IEnumerable<NodeOutline> Executions(NodeOutline node)
    {
        int times = node.IsInLoop ? random.Next(4) : random.Next(5) == 0 ? 0 : 1;
        return Enumerable.Repeat(node, times);
    }

    private IEnumerable<object> Execution(RunScript run, NodeOutline outline, Action<RunStatus> ended)
    {
        NodeScript node = run.Node(outline.Name);
        yield return Interleaving.Turn;

        RunStatus status = random.NextDouble() < trouble / 2 ? RunStatus.Failed : RunStatus.Completed;
        if (status == RunStatus.Completed && outline.Graph is not null)
        {
            int size = random.Next(5);
            if (!outline.IsMapped)
            {
                yield return new[] { Graph(node.Run(), outline.Graph, end => status = end) };
            }
            else if (size > 0)
            {
                yield return new[] { Map(node.Map(size), outline.Graph, size, end => status = end) };
            }
        }
        else if (status == RunStatus.Completed && random.NextDouble() < trouble / 4)
        {
            status = RunStatus.Paused;
        }

        End(node, status);
        ended(status == RunStatus.Partial ? RunStatus.Completed : status);
    }

    private static void End(NodeScript node, RunStatus status)
    {
        switch (status)
        {
            case RunStatus.Failed:
                node.Fail();
                break;
            case RunStatus.Paused:
                node.Pause();
                break;
            default:
                node.End();
                break;
        }
    }

    private IEnumerable<object> Map(RunScript map, GraphOutline outline, int size, Action<RunStatus> ended)
    {
        bool atOnce = random.Next(2) == 0;
        bool goesOn = random.Next(2) == 0;
        List<RunStatus> ends = [];
        if (atOnce)
        {
            yield return Enumerable.Range(0, size).Select(_ => Item(map, outline, ends.Add)).ToList();
        }
        else
        {
            for (int i = 0; i < size && (goesOn || ends.TrueForAll(end => end == RunStatus.Completed)); i++)
            {
                yield return new[] { Item(map, outline, ends.Add) };
            }
        }

        RunStatus status = ends.Aggregate(RunStatus.Completed, Worse);
        if (status == RunStatus.Failed && goesOn && ends.Contains(RunStatus.Completed))
        {
            status = RunStatus.Partial;
        }

        map.End(status);
        ended(status);
    }

    private IEnumerable<object> Item(RunScript map, GraphOutline outline, Action<RunStatus> ended)
    {
        yield return Interleaving.Turn;
        yield return new[] { Graph(map.Item(), outline, ended) };
    }

    private static RunStatus Worse(RunStatus one, RunStatus other) => one switch
    {
        RunStatus.Completed => other,
        _ when other == RunStatus.Failed => other,
        _ => one,
    };
}
