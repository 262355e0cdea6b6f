namespace Hypergraph;

/// <summary>What a worker of a map over a stream does next.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">The place in the stream of the item to run.</param>
/// <param name="Item">The item to run.</param>
/// <param name="Room">The number of items that may be read.</param>
/// <param name="StartsWorker">Whether there is work for one more worker, which this one has to start.</param>
internal readonly record struct StreamTurn<T>(StreamTurnKind Kind, long Position, T Item, int Room, bool StartsWorker);
