namespace Hypergraph.Progress;

/// <summary>One node at one place of a run's outline, with what has happened there so far.</summary>
internal sealed class Place(Scope scope, int index, string name, bool isInLoop)
{
    public Scope Scope { get; } = scope;

    /// <summary>The position in <see cref="Scope"/>; the bit that says that a run has reached this place.</summary>
    public int Index { get; } = index;

    public string Name { get; } = name;

    public bool IsInLoop { get; } = isInLoop;

    public string Path { get; } = scope.Path.Length == 0 ? name : $"{scope.Path}/{name}";

    /// <summary>The graph that the node holds; null for any other node.</summary>
    public Scope? Nested { get; set; }

    public long Started { get; set; }

    public long Ended { get; set; }

    public long Failed { get; set; }

    public long Paused { get; set; }

    /// <summary>Executions that ended because their run was stopped, not by a failure of their own.</summary>
    public long Stopped { get; set; }

    /// <summary>The open runs of <see cref="Scope"/> in which this node has begun at least once.</summary>
    public long Reached { get; set; }

    /// <summary>The open executions of this node whose nested run has not begun.</summary>
    public long Unbegun { get; set; }

    public DateTimeOffset FirstStart { get; set; }

    public DateTimeOffset LastEnd { get; set; }

    public long StartSequence { get; set; }

    public long EndSequence { get; set; }

    public ProgressFailure? FirstFailure { get; set; }

    /// <summary>
    /// Executions that are expected and have not begun: each run of the graph owes one until it has reached this place
    /// or has ended.
    /// </summary>
    public long Ahead => Scope.RunsAhead + Scope.OpenRuns - Reached;

    public void Begin(DateTimeOffset time, long sequence)
    {
        if (Started++ == 0)
        {
            FirstStart = time;
            StartSequence = sequence;
        }

        if (Nested is not null)
        {
            Unbegun++;
        }
    }

    public void End(DateTimeOffset time, long sequence)
    {
        Ended++;
        LastEnd = time;
        EndSequence = sequence;
    }
}
