using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>The schema, and what can be wrong with a database when it is opened.</summary>
public sealed class OpeningTests(SharedServer server)
{
    private readonly PostgreSqlRunStoreOptions _options = new() { Schema = $"\"Opening\" {Guid.NewGuid()}" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schema_Of_8_stores_at_once_Is_created_once()
    {
        string connection = server.ConnectionString;
        for (int round = 0; round < 3; round++)
        {
            PostgreSqlRunStoreOptions options = _options with { Schema = $"round {round} {Guid.NewGuid()}" };
            PostgreSqlRunStore[] stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await PostgreSqlRunStore.OpenAsync(connection, options, Token), Token)));
            foreach ((int i, PostgreSqlRunStore store) in stores.Index())
            {
                Assert.True(await store.TryAddAsync(Samples.Run($"{i}"), Samples.Write("a"), Token));
            }

            Assert.Equal(8, await stores[0].ListAsync(new RunQuery(), Token).CountAsync(Token));
            foreach (PostgreSqlRunStore store in stores)
            {
                await store.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Schema_That_must_exist_Is_not_created()
    {
        string connection = server.ConnectionString;
        PostgreSqlRunStoreOptions options = _options with { MustExist = true };
        for (int i = 0; i < 2; i++)
        {
            var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await PostgreSqlRunStore.OpenAsync(connection, options, Token));
            Assert.StartsWith($"The schema '{options.Schema}' of PostgreSQL at 127.0.0.1:", exception.Message, StringComparison.Ordinal);
            Assert.EndsWith(
                " is no store of this version: it does not exist, or is of an earlier version. The program of the runs creates or updates it when it opens it.", exception.Message, StringComparison.Ordinal);
        }

        await (await PostgreSqlRunStore.OpenAsync(connection, _options, Token)).DisposeAsync();
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(connection, options, Token);
        Assert.True(await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token));
    }

    [Fact]
    public async Task Stores_In_different_schemas_Are_apart()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString);
        await using PostgreSqlRunStore first = await PostgreSqlRunStore.OpenAsync(source, _options, Token);
        await using PostgreSqlRunStore second = await PostgreSqlRunStore.OpenAsync(source, options: null, Token);
        Assert.Equal("hypergraph", second.Options.Schema);
        Assert.Same(first.Options, ((IRunStore)first).Options);
        await first.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        Assert.Null(await second.FindAsync("run", Token));
        await first.DisposeAsync();

        // The source belongs to the caller.
        Assert.Null(await second.FindAsync("run", Token));
    }

    [Fact]
    public async Task Schema_Of_a_later_version_Is_refused()
    {
        await (await PostgreSqlRunStore.OpenAsync(server.ConnectionString, _options, Token)).DisposeAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString);
#pragma warning disable CA2100 // The name of the schema is a constant of the test.
        await using NpgsqlCommand command = source.CreateCommand($"UPDATE \"{_options.Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".schema_version SET version = 99");
#pragma warning restore CA2100
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await PostgreSqlRunStore.OpenAsync(source, _options, Token));
        Assert.Equal(
            $"The schema '{_options.Schema}' of PostgreSQL at {NameOf()} has version 99, and this version of Hypergraph.Durability.PostgreSql reads versions up to 1. Use the version that updated it, or a later one.",
            exception.Message);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task Server_That_is_not_there_Is_named()
    {
        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await PostgreSqlRunStore.OpenAsync("Host=127.0.0.1;Port=1;Username=postgres", cancellationToken: Token));
        Assert.StartsWith("PostgreSQL at 127.0.0.1:1/postgres cannot be reached, or the connection ended: ", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task Database_That_does_not_exist_Is_refused()
    {
        string connection = server.ConnectionString.Replace("Database=postgres", "Database=missing", StringComparison.Ordinal);
        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await PostgreSqlRunStore.OpenAsync(connection, _options, Token));
        Assert.Equal($"PostgreSQL at {NameOf().Replace("/postgres", "/missing", StringComparison.Ordinal)} has no such database. Create it, or correct the connection string.", exception.Message);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task Role_Without_rights_Can_use_tables_but_not_create_them()
    {
        await (await PostgreSqlRunStore.OpenAsync(server.ConnectionString, _options, Token)).DisposeAsync();
        string role = $"role_{Guid.NewGuid():N}";
        string schema = _options.Schema.Replace("\"", "\"\"", StringComparison.Ordinal);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString);
#pragma warning disable CA2100 // The names are constants of the test.
        await using NpgsqlCommand command = source.CreateCommand(
            $"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA \"{schema}\" TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA \"{schema}\" TO {role}; GRANT ALL ON ALL SEQUENCES IN SCHEMA \"{schema}\" TO {role}");
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
        string connection = server.ConnectionString.Replace("Username=postgres", $"Username={role}", StringComparison.Ordinal);
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(connection, _options, Token);
        Assert.True(await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token));
        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await PostgreSqlRunStore.OpenAsync(connection, _options with { Schema = "another" }, Token));
        Assert.StartsWith($"PostgreSQL at {NameOf()} does not allow it: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Allow the role to create the schema 'another' and to use its tables.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_With_a_zero_character_Is_refused_in_ids()
    {
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(server.ConnectionString, _options, Token);
        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await store.TryAddAsync(Samples.Run("zero\0"), RunWrite.Empty, Token));
        Assert.Contains(" stores texts without the character U+0000: ", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Theory]
    [InlineData("zero\0")]
    [InlineData("half \ud800")]
    public async Task Text_That_is_no_Unicode_Is_replaced_in_errors(string text)
    {
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(server.ConnectionString, _options, Token);
        await store.TryAddAsync(Samples.Run("run"), RunWrite.Empty, Token);
        Assert.True(await store.TryAppendAsync("run", 1, new RunWrite { StatusChange = new RunStatusChange(RunStatus.Failed, text, IsReleased: false) }, Token));
        Assert.Equal($"{text[..^1]}\uFFFD", (await store.FindAsync("run", Token))?.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Schema_With_a_wrong_name_Is_refused(string name) => Assert.Throws<ArgumentException>(() => new PostgreSqlRunStoreOptions { Schema = name });

    private string NameOf()
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        return $"{settings.Host}:{settings.Port}/{settings.Database}";
    }
}
