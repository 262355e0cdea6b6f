using Hypergraph.Events.Ids;
using Hypergraph.Threading;

namespace Hypergraph.Events.Dispatching;

/// <summary>
/// Exclusive access to the events of one root run. Events delivered before it is disposed follow all earlier events, with
/// timestamps in the same order.
/// </summary>
internal readonly ref struct DispatchSection(EventDispatcher dispatcher, BiasedLock dispatchLock, BiasedLock.Bias? bias, long now)
{
    /// <summary>The time of the section, on the run's monotonic clock.</summary>
    public long Now => now;

    /// <summary>The ids of spans that start in this section.</summary>
    public IdSequence Ids => dispatcher.Ids;

    /// <summary>Delivers an event of this section to every processor.</summary>
    public void Deliver(Event e) => dispatcher.Deliver(e);

    public void Dispose() => dispatchLock.Exit(bias);
}
