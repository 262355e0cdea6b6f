namespace Hypergraph.Testing.Runners;

/// <summary>The events of a run of a <see cref="FakeGraphRunner"/>: reading them throws, so that a test does not wait for an event that cannot come.</summary>
internal sealed class NoEvents : IAsyncEnumerable<Event>
{
    public static NoEvents Instance { get; } = new();

    /// <exception cref="InvalidOperationException">Always.</exception>
    public IAsyncEnumerator<Event> GetAsyncEnumerator(CancellationToken cancellationToken = default) => throw new InvalidOperationException(
        "A FakeGraphRunner creates no events. To test code that reads events, use AsyncRunner with nodes replaced by Graph.Replace.");
}
