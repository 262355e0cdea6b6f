namespace Hypergraph.Runs.Streams;

/// <summary>What a worker of a map over a stream does next.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">The place in the stream of the first item to run.</param>
/// <param name="Count">The number of items to run, or that may be read.</param>
/// <param name="StartsWorker">Whether there is work for one more worker, which this one has to start.</param>
internal readonly record struct StreamWork(StreamWorkKind Kind, long Position, int Count, bool StartsWorker);
