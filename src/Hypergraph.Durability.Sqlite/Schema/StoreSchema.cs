using System.Globalization;
using Hypergraph.Durability.Sqlite.Connections;

namespace Hypergraph.Durability.Sqlite.Schema;

/// <summary>The tables of a file, and how a file of an earlier version gets those of the latest.</summary>
internal static class StoreSchema
{
    /// <summary>Marks files of the store: the letters HGRS.</summary>
    private const int ApplicationId = 0x48475253;

    /// <summary>
    /// What each version adds. The id of a record is the number of its run and its position in that run, <c>run &lt;&lt; 32 | position</c>: the records of a run are together in the table, in order,
    /// and need no index and no column for the run. Only questions have an index. The time of a write is in its last record, in microseconds since the creation of the run, so that a record is the only row
    /// which a write changes. Numbers of runs are not used again. Large columns are last, so that lists do not read them. All times are in microseconds since 1970.
    /// </summary>
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL, renewals INTEGER NOT NULL, owner TEXT, status INTEGER,
            created INTEGER NOT NULL, changed INTEGER NOT NULL, graph_name TEXT, graph_version TEXT, graph_hash TEXT NOT NULL, is_map INTEGER NOT NULL, forked_from TEXT,
            error TEXT, graph_shape TEXT NOT NULL, inputs BLOB NOT NULL);
        CREATE TABLE records (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, time INTEGER, key TEXT NOT NULL, payload BLOB NOT NULL);
        CREATE INDEX questions ON records (id) WHERE kind = 3;
        CREATE TABLE large_values (run INTEGER NOT NULL, hash TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (run, hash));
        """,
    ];

    /// <summary>Creates or updates the tables. Several processes may do so at once.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="mustExist">Whether the tables must exist already, in the latest version.</param>
    /// <exception cref="RunStoreException">The file is of a later version or of another application, or lacks tables that must exist.</exception>
    public static void Apply(Connection connection, string path, bool mustExist)
    {
        if (!IsCurrent(connection, path))
        {
            if (mustExist)
            {
                throw StoreErrors.NotCurrent(path);
            }

            string mode = connection.Scalar("PRAGMA journal_mode = WAL");
            if (mode != "wal")
            {
                throw StoreErrors.NoWriteAheadLog(path, mode);
            }

            connection.InTransaction(() => Update(connection, path));
        }
    }

    private static bool Update(Connection connection, string path)
    {
        // Another process may have done it while this one waited.
        if (!IsCurrent(connection, path))
        {
            for (int version = (int)Number(connection, "PRAGMA user_version"); version < Versions.Length; version++)
            {
                connection.Run(Versions[version]);
            }

            connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Versions.Length}"));
        }

        return true;
    }

    private static bool IsCurrent(Connection connection, string path)
    {
        long version = Number(connection, "PRAGMA user_version");
        bool isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw StoreErrors.Foreign(path);
        }

        return version <= Versions.Length ? version == Versions.Length && !isEmpty : throw StoreErrors.Newer(path, version, Versions.Length);
    }

    private static long Number(Connection connection, string sql) => long.Parse(connection.Scalar(sql), CultureInfo.InvariantCulture);
}
