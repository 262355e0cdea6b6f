using System.Diagnostics;
using System.Globalization;
using Hypergraph.Durability.PostgreSql.Tests;
using Hypergraph.Durability.Stored;
using Npgsql;

[assembly: AssemblyFixture(typeof(FixtureDump))]

namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>Schemas that earlier versions have written.</summary>
public sealed class FixtureTests(SharedServer server) : StoredFormatTests
{
    protected override async Task<IRunStore> LoadAsync()
    {
        string connection = server.ConnectionString;
        string schema = $"fixture_{Guid.NewGuid():N}";
        string dump = await File.ReadAllTextAsync(FixtureDump.Path, Token);
        await using (NpgsqlDataSource source = NpgsqlDataSource.Create(connection))
        {
#pragma warning disable CA2100 // The text is a file of the tests.
            await using NpgsqlCommand command = source.CreateCommand(dump.Replace(FixtureDump.Schema, schema, StringComparison.Ordinal));
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(Token);
        }

        return await PostgreSqlRunStore.OpenAsync(connection, new PostgreSqlRunStoreOptions { Schema = schema }, Token);
    }

    protected override async Task<IRunStore> CreateAsync() => await FixtureDump.CreateAsync(server.ConnectionString, $"fixture_{Guid.NewGuid():N}");
}

/// <summary>The fixture of version 1 of the schema, as <c>pg_dump</c> writes it.</summary>
public sealed class FixtureDump : StoredFixture
{
    public const string Schema = "fixture_version_1";

    public static string Path { get; } = SourceOf("version-1.sql");

    public static async Task<IRunStore> CreateAsync(string connection, string schema) =>
        await PostgreSqlRunStore.OpenAsync(connection, new PostgreSqlRunStoreOptions { Schema = schema, TimeProvider = StoredRuns.Clock }, CancellationToken.None);

    protected override async Task WriteAsync()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.CreateAsync();
        await using (IRunStore store = await CreateAsync(server.ConnectionString, Schema))
        {
            await StoredRuns.WriteAsync(store, CancellationToken.None);
        }

        string[] arguments =
        [
            "--host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={server.Port}"), "--username=postgres", $"--schema={Schema}", "--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges", "postgres",
        ];
        using Process dump = Process.Start(new ProcessStartInfo(System.IO.Path.Combine(PostgreSqlServer.Programs!, "pg_dump"), arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string[] lines = (await dump.StandardOutput.ReadToEndAsync()).Split('\n');
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);

        // Not what differs by the version of the server, or is for psql alone.
        IEnumerable<string> kept = lines.Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith('\\') && !line.StartsWith("SET ", StringComparison.Ordinal) && !line.Contains("set_config", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path, string.Join('\n', kept) + "\n");
    }
}
