namespace Hypergraph.Terminal;

/// <summary>A clock of which the wall clock can be set while it runs.</summary>
internal sealed class SetClock : TimeProvider
{
    private long _setBy;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _setBy));

    /// <summary>Sets the wall clock forward, or back by a negative time.</summary>
    public void Set(TimeSpan by) => Volatile.Write(ref _setBy, by.Ticks);
}
