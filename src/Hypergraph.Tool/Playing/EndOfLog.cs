namespace Hypergraph.Tool.Playing;

/// <summary>
/// The clock of a reader that follows a log. A reader that has passed on every line asks its clock for a timer, to look again later: that is the end of the log for now.
/// </summary>
/// <param name="reached">Called each time.</param>
internal sealed class EndOfLog(Action reached) : TimeProvider
{
    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        reached();
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
