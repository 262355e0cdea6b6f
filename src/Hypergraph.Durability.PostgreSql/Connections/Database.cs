using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Connections;

/// <summary>A database, and the schema of the store in it.</summary>
internal sealed class Database(NpgsqlDataSource source, string schema)
{
    /// <summary>The name of the schema as an identifier of SQL.</summary>
    public string QuotedSchema { get; } = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public string Schema => schema;

    /// <summary>Where the database is, for messages, without secrets.</summary>
    public string Name { get; } = NameOf(source);

    /// <summary>Creates a command of its own connection. <c>{s}</c> in its text stands for the schema.</summary>
    public NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters) => AddTo(source.CreateCommand(WithSchema(sql)), parameters);

    /// <summary>Creates a command of a connection.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants of the store, with the quoted name of the schema.")]
    public NpgsqlCommand Command(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters) => AddTo(new NpgsqlCommand(WithSchema(sql), connection), parameters);

    /// <summary>Executes writes in one transaction, which is undone if they return the default or throw.</summary>
    public async Task<T?> InTransactionAsync<T>(Func<NpgsqlConnection, Task<T?>> write, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                T? result = await write(connection).ConfigureAwait(false);
                if (!EqualityComparer<T?>.Default.Equals(result, default))
                {
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }

                return result;
            }
        }
    }

    private static NpgsqlCommand AddTo(NpgsqlCommand command, NpgsqlParameter[] parameters)
    {
        foreach (NpgsqlParameter parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static string NameOf(NpgsqlDataSource source)
    {
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}");
    }

    private string WithSchema(string sql) => sql.Replace("{s}", QuotedSchema, StringComparison.Ordinal);
}
