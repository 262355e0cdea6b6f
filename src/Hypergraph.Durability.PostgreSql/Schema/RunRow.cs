using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Schema;

/// <summary>Runs and records as columns.</summary>
internal static class RunRow
{
    /// <summary>The columns of <see cref="Read"/>.</summary>
    public const string Columns = "id, epoch, renewals, owner, status, created, changed, graph_name, graph_version, graph_hash, is_map, forked_from, error, graph_shape, inputs";

    public static StoredRun Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Lease = new RunLease(row.GetInt64(1), row.GetInt64(2), TextOrNull(row, 3)),
        Status = row.IsDBNull(4) ? null : (RunStatus)row.GetInt32(4),
        Created = new DateTimeOffset(row.GetDateTime(5)),
        Changed = new DateTimeOffset(row.GetDateTime(6)),
        GraphName = TextOrNull(row, 7),
        GraphVersion = TextOrNull(row, 8),
        GraphHash = row.GetString(9),
        IsMap = row.GetBoolean(10),
        ForkedFrom = TextOrNull(row, 11),
        Error = TextOrNull(row, 12),
        GraphShape = row.GetString(13),
        Inputs = row.GetFieldValue<byte[]>(14),
    };

    /// <summary>Returns the record of a row whose columns are kind, key and payload.</summary>
    public static RunRecord ReadRecord(NpgsqlDataReader row) => new(row.GetString(1), (RunRecordKind)row.GetInt32(0), row.GetFieldValue<byte[]>(2));

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
