using System.Diagnostics;

namespace Hypergraph.Testing;

/// <summary>A run that was stopped at an event, as <see cref="RunnerTestExtensions"/> returns it.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class RecordedRun
{
    internal RecordedRun(RunResult result, IReadOnlyList<Event> events, Event match)
    {
        Result = result;
        Events = events;
        Match = match;
    }

    /// <summary>The result: the values so far. Its status is <see cref="RunStatus.Stopped"/>, unless no work remained after the event.</summary>
    public RunResult Result { get; }

    /// <summary>All events of the run, in order, including those of nodes that finished after the event.</summary>
    public IReadOnlyList<Event> Events { get; }

    /// <summary>The event at which the run was stopped.</summary>
    public Event Match { get; }

    private string DebuggerText => $"{EventText.Of(Match)}: {Events.Count} {(Events.Count == 1 ? "event" : "events")}";
}
