namespace Hypergraph.Durability;

/// <summary>One atomic write to a run.</summary>
public sealed record RunWrite
{
    /// <summary>A write of nothing.</summary>
    public static readonly RunWrite Empty = new();

    /// <summary>The records to append, in order.</summary>
    public IReadOnlyList<RunRecord> Records { get; init; } = [];

    /// <summary>The large values to which records refer, by hash. One that the run already has is not written again.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Values { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>The time of the write, which becomes <see cref="StoredRun.Changed"/> unless it is earlier than that, as by a clock that was set back; the default if that stays.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The new status, error and lease; null if they stay.</summary>
    public RunStatusChange? StatusChange { get; init; }
}
