namespace Hypergraph.Durability.PostgreSql.Writing;

/// <summary>A write whose answer was lost: it may be in the database or not.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="Id">The id with which it marks the run.</param>
/// <param name="Owner">The owner that it added or acquired the run for; null for an append.</param>
/// <param name="Records">The records that its caller appends.</param>
/// <param name="StoredCount">How many of them, from the first on, an earlier write has stored for certain.</param>
internal sealed record UncertainWrite(WriteKind Kind, Guid Id, string? Owner, IReadOnlyList<RunRecord> Records, int StoredCount)
{
    /// <summary>Returns what of a later append is not yet there: all but the records that are stored, if it repeats them first.</summary>
    /// <param name="write">The later append.</param>
    /// <param name="isCommitted">Whether this write is in the database.</param>
    public RunWrite Remainder(RunWrite write, bool isCommitted)
    {
        int stored = isCommitted ? Records.Count : StoredCount;
        return write.Records.Count >= stored && Records.Take(stored).Zip(write.Records).All(pair => IsSame(pair.First, pair.Second))
            ? write with { Records = [.. write.Records.Skip(stored)] }
            : write;
    }

    private static bool IsSame(RunRecord a, RunRecord b) => a.Kind == b.Kind && a.Key == b.Key && a.Payload.Span.SequenceEqual(b.Payload.Span);
}
