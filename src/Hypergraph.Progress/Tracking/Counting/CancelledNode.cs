namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>A node that ended with a cancellation. Whether that is a failure is not known yet.</summary>
/// <param name="Event">The event that ended it.</param>
/// <param name="Node">The counters of the node.</param>
/// <param name="IsOwn">Whether the node itself was cancelled, not a node nested in it.</param>
internal sealed record CancelledNode(NodeErrorEvent Event, NodeCounters Node, bool IsOwn);
