using Hypergraph.Durability;
using Hypergraph.Durability.PostgreSql;
using Hypergraph.Durability.Sqlite;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>Finds and opens the store of a command.</summary>
internal static class StoreLocation
{
    /// <summary>The environment variable that names the store where the command line does not.</summary>
    public const string Variable = "HYPERGRAPH_STORE";

    /// <summary>Opens a store that exists, and leaves it as it is: a command never creates or updates the tables of a program.</summary>
    /// <param name="option">The value of the option; null if it is not set.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ToolException">No store is named, or it does not exist.</exception>
    /// <exception cref="RunStoreException">The store cannot be opened.</exception>
    public static async Task<IRunStore> OpenAsync(string? option, CancellationToken cancellationToken)
    {
        string? location = option ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(location))
        {
            throw new ToolException($"No store was named. Use --store FILE, or set {Variable}.");
        }

        if (PostgreSqlUri.ConnectionStringOf(location) is { } connectionString)
        {
            return await PostgreSqlRunStore.OpenAsync(connectionString, new PostgreSqlRunStoreOptions { MustExist = true }, cancellationToken).ConfigureAwait(false);
        }

        if (Directory.Exists(location))
        {
            throw new ToolException($"'{location}' is a folder. Name the file of a store.");
        }

        return File.Exists(location)
            ? await SqliteRunStore.OpenAsync(location, new SqliteRunStoreOptions { MustExist = true }, cancellationToken).ConfigureAwait(false)
            : throw new ToolException($"'{location}' does not exist.");
    }
}
