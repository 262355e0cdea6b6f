using System.Globalization;
using Hypergraph.Durability.PostgreSql.Connections;
using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Schema;

/// <summary>The tables of the store, and how those of an earlier version become the latest.</summary>
internal static class StoreSchema
{
    /// <summary>
    /// What each version adds. An id may be long, so a hash index makes it unique: entries of other indexes are limited. Numbers of runs are not used again. The last write marks a row, so that a store whose
    /// answer was lost can see whether it was written.
    /// </summary>
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE {s}.runs (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text COLLATE "C" NOT NULL, epoch bigint NOT NULL, renewals bigint NOT NULL, owner text, status int,
            created timestamptz NOT NULL, changed timestamptz NOT NULL, records bigint NOT NULL DEFAULT 0, last_write uuid NOT NULL, graph_name text, graph_version text, graph_hash text NOT NULL,
            is_map boolean NOT NULL, forked_from text, error text, graph_shape text NOT NULL, inputs bytea NOT NULL, EXCLUDE USING hash (id WITH =));
        CREATE TABLE {s}.records (run bigint NOT NULL, position bigint NOT NULL, kind int NOT NULL, key text COLLATE "C" NOT NULL, payload bytea NOT NULL, PRIMARY KEY (run, position));
        CREATE INDEX questions ON {s}.records (run, position) WHERE kind = 3;
        CREATE TABLE {s}.large_values (run bigint NOT NULL, hash text COLLATE "C" NOT NULL, value bytea NOT NULL, PRIMARY KEY (run, hash));
        """,
    ];

    /// <summary>Creates or updates the tables. Several processes may do so at once.</summary>
    /// <param name="database">The database.</param>
    /// <param name="mustExist">Whether the tables must exist already, in the latest version.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunStoreException">They are of a later version, or lack and must exist.</exception>
    public static async Task ApplyAsync(Database database, bool mustExist, CancellationToken cancellationToken)
    {
        // Reading first, so that a role without the right to create tables can use them.
        if (await database.InTransactionAsync<bool>(async connection => await IsCurrentAsync(database, connection, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (mustExist)
        {
            throw StoreErrors.NotCurrent(database);
        }

        await database.InTransactionAsync<bool>(connection => UpdateAsync(database, connection, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> UpdateAsync(Database database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // CREATE … IF NOT EXISTS of several processes at once fails without a lock.
        await ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", Parameter.Of($"hypergraph {database.Schema}")).ConfigureAwait(false);
        if (await IsCurrentAsync(database, connection, cancellationToken).ConfigureAwait(false))
        {
            // Another process has held the lock meanwhile.
            return true;
        }

        if (await VersionAsync(database, connection, cancellationToken).ConfigureAwait(false) is not { } version)
        {
            await ExecuteAsync("CREATE SCHEMA IF NOT EXISTS {s}").ConfigureAwait(false);
            await ExecuteAsync("CREATE TABLE {s}.schema_version (version int NOT NULL)").ConfigureAwait(false);
            await ExecuteAsync("INSERT INTO {s}.schema_version VALUES (0)").ConfigureAwait(false);
            version = 0;
        }

        for (; version < Versions.Length; version++)
        {
            await ExecuteAsync(Versions[version]).ConfigureAwait(false);
        }

        await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE {{s}}.schema_version SET version = {Versions.Length}")).ConfigureAwait(false);
        return true;

        async Task ExecuteAsync(string sql, params NpgsqlParameter[] parameters)
        {
            NpgsqlCommand command = database.Command(connection, sql, parameters);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> IsCurrentAsync(Database database, NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await VersionAsync(database, connection, cancellationToken).ConfigureAwait(false) is { } version
        && (version <= Versions.Length ? version == Versions.Length : throw StoreErrors.Newer(database, version, Versions.Length));

    /// <summary>Returns the version of the tables; null if there are none.</summary>
    private static async Task<int?> VersionAsync(Database database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // A name that is looked up, as to_regclass does, may be remembered as missing from before the lock.
        NpgsqlCommand find = database.Command(
            connection,
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'schema_version')",
            Parameter.Of(database.Schema));
        await using (find.ConfigureAwait(false))
        {
            if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
            {
                return null;
            }
        }

        NpgsqlCommand read = database.Command(connection, "SELECT version FROM {s}.schema_version");
        await using (read.ConfigureAwait(false))
        {
            return (int?)await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
