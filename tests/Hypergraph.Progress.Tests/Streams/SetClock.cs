using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>A clock whose time the test moves, and of which the wall clock can be set besides.</summary>
public sealed class SetClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>By how much the wall clock has been set.</summary>
    public TimeSpan SetBy { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
