using Hypergraph.Durability.Sqlite.Connections;

namespace Hypergraph.Durability.Sqlite.Schema;

/// <summary>Runs, records and times as columns.</summary>
internal static class RunRow
{
    /// <summary>The number of bits of the position in the id of a record; those above are the number of the run.</summary>
    public const int PositionBits = 32;

    /// <summary>When a run last changed: the time of its last record that has one, or of a change of its row where that is later.</summary>
    public const string Changed =
        """
        max(r.changed, ifnull(r.created + (SELECT c.time FROM records c WHERE c.id >= r.number << 32 AND c.id < (r.number + 1) << 32 AND c.time IS NOT NULL ORDER BY c.id DESC LIMIT 1), r.changed))
        """;

    /// <summary>The columns of <see cref="Read"/>.</summary>
    public const string Columns =
        $"r.id, r.epoch, r.renewals, r.owner, r.status, r.created, {Changed}, r.graph_name, r.graph_version, r.graph_hash, r.is_map, r.forked_from, r.error, r.graph_shape, r.inputs";

    public static StoredRun Read(Statement row) => new()
    {
        Id = row.Text(0),
        Lease = new RunLease(row.Int64(1), row.Int64(2), row.TextOrNull(3)),
        Status = row.IsNull(4) ? null : (RunStatus)row.Int64(4),
        Created = Time(row.Int64(5)),
        Changed = Time(row.Int64(6)),
        GraphName = row.TextOrNull(7),
        GraphVersion = row.TextOrNull(8),
        GraphHash = row.Text(9),
        IsMap = row.Int64(10) != 0,
        ForkedFrom = row.TextOrNull(11),
        Error = row.TextOrNull(12),
        GraphShape = row.Text(13),
        Inputs = row.Bytes(14),
    };

    /// <summary>Returns the record of a row whose columns from the first one on are kind, key and payload.</summary>
    public static RunRecord ReadRecord(Statement row, int first, PayloadBuffer payloads) => new(row.Text(first + 1), (RunRecordKind)row.Int64(first), payloads.Add(row.Blob(first + 2)));

    /// <summary>Microseconds since 1970, rounded down.</summary>
    public static long Microseconds(DateTimeOffset time) => (time.UtcTicks / TimeSpan.TicksPerMicrosecond) - (DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond);

    private static DateTimeOffset Time(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
