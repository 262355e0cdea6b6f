namespace Hypergraph.Testing.Time;

/// <summary>A timer that reports when it is set again.</summary>
internal sealed class ReportedTimer(ITimer timer, Action<TimeSpan> report) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        bool isChanged = timer.Change(dueTime, period);
        if (isChanged)
        {
            report(dueTime);
        }

        return isChanged;
    }

    public void Dispose() => timer.Dispose();

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
