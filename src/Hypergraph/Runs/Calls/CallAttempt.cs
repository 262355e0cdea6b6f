namespace Hypergraph.Runs.Calls;

/// <summary>An attempt within an execution. It begins and ends where events are made, so one at a time.</summary>
internal sealed class CallAttempt(NodeExecution execution) : NodeAttempt
{
    private int _number;

    public override int Number => _number;

    /// <summary>When it began, on the run's monotonic clock.</summary>
    public long Start { get; private set; }

    /// <summary>Whether its start has been reported but not its end.</summary>
    public bool IsActive { get; private set; }

    public override void End(Exception? error = null) => execution.EndAttempt(this, error);

    /// <summary>Sets its number. With <paramref name="isReported"/>, its end is reported too.</summary>
    public void Begin(int number, long now, bool isReported)
    {
        _number = number;
        Start = now;
        IsActive = isReported;
    }

    /// <summary>Whether its end is still to be reported; true once.</summary>
    public bool TryEnd()
    {
        bool wasOpen = IsActive;
        IsActive = false;
        return wasOpen;
    }
}
