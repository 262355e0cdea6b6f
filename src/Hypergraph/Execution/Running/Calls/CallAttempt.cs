namespace Hypergraph;

/// <summary>An attempt within an execution.</summary>
internal sealed class CallAttempt(NodeExecution execution, int number) : NodeAttempt
{
    public override int Number => number;

    /// <summary>When it began, on the run's monotonic clock.</summary>
    public long Start { get; set; }

    /// <summary>Whether it has been told of and not yet ended. Read and written where events are made.</summary>
    public bool IsOpen { get; set; }

    public override void End(Exception? error = null) => execution.EndAttempt(this, error);
}
