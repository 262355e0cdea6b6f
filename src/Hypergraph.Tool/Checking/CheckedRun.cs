using Hypergraph.Events.Contract;

namespace Hypergraph.Tool.Checking;

/// <summary>A root run of a log, and what has been checked of it.</summary>
/// <param name="start">Its first event.</param>
internal sealed class CheckedRun(Event start)
{
    private readonly StreamChecker _checker = new();

    /// <summary>The id of the run.</summary>
    public RunId RunId => start.RunId;

    /// <summary>The name of the graph; null for a graph without one.</summary>
    public string? GraphName => start.GraphName;

    /// <summary>The number of events so far.</summary>
    public long EventCount { get; private set; }

    /// <summary>The status of the run; null before its end.</summary>
    public RunStatus? Status { get; private set; }

    /// <summary>What has started and not ended.</summary>
    public IEnumerable<string> Open => _checker.OpenStarts.Select(EventName.Of);

    /// <summary>Checks the next event.</summary>
    /// <returns>The violation, or null.</returns>
    public string? Check(Event e)
    {
        EventCount++;
        if (e is RunEndEvent { ParentSpanId: null } end && e.SpanId == start.SpanId)
        {
            Status = end.Status;
        }

        return _checker.Check(e);
    }
}
