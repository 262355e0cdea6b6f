namespace Hypergraph.Runs.Streams;

/// <summary>
/// The unread results of a map over a stream, each at its position: that of its item in the stream, or the next
/// one. It has as many slots as items may be in memory. A slot is reused when its result has been dequeued. Any thread
/// may add results; one thread at a time dequeues them.
/// </summary>
/// <param name="length">The number of places, a power of two.</param>
/// <param name="order">The order of the results.</param>
internal sealed class StreamRingBuffer(int length, ResultOrder order)
{
    private readonly RunResult?[] _results = new RunResult?[length];
    private readonly int _mask = length - 1;

    /// <summary>The number of results that have a position, in order of completion.</summary>
    private long _addedCount;

    /// <summary>The number of dequeued results, which is the position of the next one.</summary>
    public long DequeuedCount { get; private set; }

    /// <summary>Whether the next result is available.</summary>
    public bool HasNext => Volatile.Read(ref _results[DequeuedCount & _mask]) is not null;

    /// <summary>Puts in a result; with a full fence.</summary>
    /// <param name="position">The place of its item in the stream.</param>
    /// <param name="result">The result.</param>
    /// <returns>Its place among all results.</returns>
    public long Add(long position, RunResult result)
    {
        long place = order == ResultOrder.Input ? position : Interlocked.Increment(ref _addedCount) - 1;
        _ = Interlocked.Exchange(ref _results[place & _mask], result);
        return place;
    }

    /// <summary>Dequeues the next result, which must be available.</summary>
    public RunResult Dequeue()
    {
        ref RunResult? place = ref _results[DequeuedCount & _mask];
        RunResult result = place!;
        place = null;
        DequeuedCount++;
        return result;
    }
}
