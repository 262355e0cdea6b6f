using System.Diagnostics;
using Hypergraph.Runs.Logging;

namespace Hypergraph.Runs.Emitting;

/// <summary>The scope of one execution of a node in the stream of events.</summary>
/// <param name="SpanId">Its id.</param>
/// <param name="Start">When it began, on the run's monotonic clock.</param>
/// <param name="Activity">Its activity; null if it has none.</param>
/// <param name="Scope">Its log scope; null if it has none.</param>
internal readonly record struct NodeSpan(SpanId SpanId, long Start, Activity? Activity, NodeScope? Scope);
