namespace Hypergraph.Resilience.Tests;

/// <summary>Keeps the events of nodes, each in a few words.</summary>
internal sealed class Stream : EventProcessor
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public string[] Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public override void OnEvent(Event e)
    {
        string? line = e switch
        {
            NodeStartEvent start => $"+{start.NodeName}",
            NodeEndEvent end => $"-{end.NodeName}",
            NodeErrorEvent error => $"!{error.NodeName} {error.ErrorType}",
            NodeAttemptStartEvent attempt => $"try {attempt.Attempt}",
            NodeAttemptEndEvent attempt => $"tried {attempt.Attempt} {attempt.ErrorType}".TrimEnd(),
            _ => null,
        };
        if (line is not null)
        {
            lock (_gate)
            {
                _lines.Add(line);
            }
        }
    }
}
