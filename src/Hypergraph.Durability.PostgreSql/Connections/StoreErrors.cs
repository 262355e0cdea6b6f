using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Connections;

/// <summary>What went wrong with a database, and what to do.</summary>
internal static class StoreErrors
{
    public static RunStoreException Of(NpgsqlException exception, Database database) => new(Describe(exception, database), exception) { IsTransient = exception.IsTransient };

    public static RunStoreException Newer(Database database, int version, int latest) => new(
        $"The schema '{database.Schema}' of PostgreSQL at {database.Name} has version {version}, and this version of Hypergraph.Durability.PostgreSql reads versions up to {latest}. Use the version that updated it, or a "
        + "later one.");

    public static RunStoreException NotCurrent(Database database) => new(
        $"The schema '{database.Schema}' of PostgreSQL at {database.Name} is no store of this version: it does not exist, or is of an earlier version. The program of the runs creates or updates it when it opens it.");

    private static string Describe(NpgsqlException exception, Database database) => exception.SqlState switch
    {
        null => $"PostgreSQL at {database.Name} cannot be reached, or the connection ended: {exception.Message}. Check that the server runs and that the connection string names it.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"PostgreSQL at {database.Name} refused the login: {exception.Message}. Correct the connection string.",
        PostgresErrorCodes.InvalidCatalogName => $"PostgreSQL at {database.Name} has no such database. Create it, or correct the connection string.",
        PostgresErrorCodes.InsufficientPrivilege => $"PostgreSQL at {database.Name} does not allow it: {exception.Message}. Allow the role to create the schema '{database.Schema}' and to use its tables.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"PostgreSQL at {database.Name} is read-only. Connect to the primary server.",
        PostgresErrorCodes.DiskFull => $"PostgreSQL at {database.Name} has no space left. Nothing of the write is stored. Free space, or delete runs.",
        PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire =>
            $"PostgreSQL at {database.Name} stores texts without the character U+0000: {exception.Message}. Use other ids, names and keys.",
        _ => $"PostgreSQL at {database.Name} could not do it: {exception.Message}",
    };
}
