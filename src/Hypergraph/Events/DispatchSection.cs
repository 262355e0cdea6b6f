namespace Hypergraph;

/// <summary>
/// A moment of one root run that no other event shares: what is delivered before it is disposed of comes after all that
/// was delivered before, with timestamps in the same order.
/// </summary>
internal readonly ref struct DispatchSection(EventDispatcher dispatcher, BiasedLock gate, bool isOwner, long now)
{
    /// <summary>The moment, on the run's monotonic clock.</summary>
    public long Now => now;

    /// <summary>Draws ids for scopes that begin now.</summary>
    public IdSequence Ids => dispatcher.Ids;

    /// <summary>Hands an event of this moment to every processor.</summary>
    public void Deliver(Event e) => dispatcher.Deliver(e);

    public void Dispose() => gate.Exit(isOwner);
}
