namespace Hypergraph.Durability.PostgreSql.Writing;

/// <summary>A write whose answer was lost: it may be in the database or not.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="Id">The id with which it marks the run.</param>
/// <param name="Records">The records that it appended.</param>
internal sealed record UncertainWrite(WriteKind Kind, Guid Id, IReadOnlyList<RunRecord> Records)
{
    /// <summary>Returns what of a later write is not yet there if this one is: all but the records of this one, if it repeats them first.</summary>
    public RunWrite Remainder(RunWrite write) =>
        write.Records.Count >= Records.Count && Records.Zip(write.Records).All(pair => IsSame(pair.First, pair.Second))
            ? write with { Records = [.. write.Records.Skip(Records.Count)] }
            : write;

    private static bool IsSame(RunRecord a, RunRecord b) => a.Kind == b.Kind && a.Key == b.Key && a.Payload.Span.SequenceEqual(b.Payload.Span);
}
