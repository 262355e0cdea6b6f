namespace Hypergraph.Progress;

/// <summary>A node that ended with a cancellation, as long as it is not known whether that was a failure.</summary>
/// <param name="Event">How it ended.</param>
/// <param name="Node">Where.</param>
/// <param name="IsOwn">Whether it was its own, not one passed on from inside.</param>
internal sealed record CancelledNode(NodeErrorEvent Event, NodeCounters Node, bool IsOwn);
