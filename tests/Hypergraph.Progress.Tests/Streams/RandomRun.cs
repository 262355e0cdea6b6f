namespace Hypergraph.Progress.Tests;

/// <summary>
/// Plays a legal stream over an outline: branches not chosen, loops, ragged and empty maps, maps over streams, failures,
/// retries, cached and restored nodes, pauses and stops, nodes and items one after another or at once.
/// </summary>
public sealed class RandomRun(EventScript script, Random random, double trouble)
{
    /// <param name="outline">The graph.</param>
    /// <param name="mapSize">The items of a call to map; null for a call to run.</param>
    /// <param name="isStream">Whether the map does not say how many items there are.</param>
    public void Play(GraphOutline outline, int? mapSize, bool isStream = false)
    {
        IEnumerable<object> activity = mapSize is int size
            ? Map(isStream ? script.MapStream(outline) : script.Map(outline, size), outline, size, _ => { })
            : Graph(script.Run(outline), outline, _ => { });
        new Interleaving(random).Run(activity);
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

        if (status == RunStatus.Completed && Chance(trouble / 4))
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

        if (Chance(trouble / 2))
        {
            node.End(cached: true);
            ended(RunStatus.Completed);
            yield break;
        }

        if (outline.Graph is null && Chance(trouble))
        {
            if (Chance(trouble / 2))
            {
                node.Fail(restored: true);
                ended(RunStatus.Failed);
            }
            else
            {
                node.End(restored: true);
                ended(RunStatus.Completed);
            }

            yield break;
        }

        if (outline.Graph is null)
        {
            foreach (object turn in Work(node))
            {
                yield return turn;
            }
        }

        RunStatus status = Chance(trouble / 2) ? RunStatus.Failed : RunStatus.Completed;
        if (status == RunStatus.Completed && outline.Graph is not null)
        {
            int size = random.Next(5);
            if (!outline.IsMapped)
            {
                yield return new[] { Graph(node.Run(), outline.Graph, end => status = end) };
            }
            else if (size > 0)
            {
                RunScript map = random.Next(4) == 0 ? node.MapStream() : node.Map(size);
                yield return new[] { Map(map, outline.Graph, size, end => status = end) };
            }
        }
        else if (status == RunStatus.Completed && Chance(trouble / 4))
        {
            status = RunStatus.Paused;
        }

        if (status == RunStatus.Failed && outline.Graph is null && random.Next(3) == 0)
        {
            // Whether it was a stop that cancelled it, or something else, is only known at the end of the run.
            node.Fail("cancelled", "System.OperationCanceledException");
            ended(random.Next(2) == 0 ? RunStatus.Stopped : RunStatus.Failed);
            yield break;
        }

        End(node, status);
        ended(status == RunStatus.Partial ? RunStatus.Completed : status);
    }

    /// <summary>What a node may do between its start and its end.</summary>
    private IEnumerable<object> Work(NodeScript node)
    {
        int attempts = Chance(trouble / 2) ? random.Next(1, 4) : 0;
        for (int attempt = 1; attempt <= attempts; attempt++)
        {
            node.StartAttempt(attempt);
            yield return Interleaving.Turn;
            node.EndAttempt(attempt, attempt < attempts ? "not yet" : null);
            yield return Interleaving.Turn;
        }

        for (int done = 1; done <= 2 && random.Next(4) == 0; done++)
        {
            node.Report(done, random.Next(2) == 0 ? null : 5);
            node.Chunk(done);
            yield return Interleaving.Turn;
        }
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
                node.End(stopped: status == RunStatus.Stopped);
                break;
        }
    }

    private IEnumerable<object> Map(RunScript map, GraphOutline outline, int size, Action<RunStatus> ended)
    {
        bool atOnce = random.Next(2) == 0;
        bool goesOn = random.Next(2) == 0;
        bool isResumed = random.Next(3) == 0;
        List<RunStatus> ends = [];
        if (atOnce)
        {
            yield return Enumerable.Range(0, size).Select(i => Item(map, i, isResumed, outline, ends.Add)).ToList();
        }
        else
        {
            for (int i = 0; i < size && (goesOn || ends.TrueForAll(end => end == RunStatus.Completed)); i++)
            {
                yield return new[] { Item(map, i, isResumed, outline, ends.Add) };
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

    /// <summary>An item; those of a resumed map have the indexes that they had.</summary>
    private IEnumerable<object> Item(RunScript map, int position, bool isResumed, GraphOutline outline, Action<RunStatus> ended)
    {
        yield return Interleaving.Turn;
        yield return new[] { Graph(map.Item(isResumed ? 3 * (position + 1) : position), outline, ended) };
    }

    private bool Chance(double probability) => random.NextDouble() < probability;

    private static RunStatus Worse(RunStatus one, RunStatus other) => one switch
    {
        RunStatus.Completed => other,
        _ when other == RunStatus.Failed => other,
        _ => one,
    };
}
