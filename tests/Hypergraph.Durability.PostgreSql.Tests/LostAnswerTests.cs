using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>Writes whose answer is lost are done; repeating them does nothing twice.</summary>
public sealed class LostAnswerTests(SharedServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("same", "a,b,c")]
    [InlineData("larger", "a,b,c,d")]
    [InlineData("other", "a,b,c,x")]
    public async Task Append_That_is_repeated_Writes_once(string repetition, string keys)
    {
        using var proxy = new LostAnswerProxy(new NpgsqlConnectionStringBuilder(server.ConnectionString).Port);
        await using PostgreSqlRunStore store = await OpenAsync(proxy);
        await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        RunWrite write = Samples.Write("b", "c") with { StatusChange = new RunStatusChange(RunStatus.Paused, Error: null, IsReleased: false) };
        await LosesAsync(proxy, 0, async () => await store.TryAppendAsync("run", 1, write, Token));
        RunWrite next = repetition switch
        {
            "same" => write,
            "larger" => Samples.Write("b", "c", "d"),
            _ => Samples.Write("x"),
        };
        Assert.True(await store.TryAppendAsync("run", 1, next, Token));
        Assert.Equal(keys.Split(','), await Samples.KeysAsync(store, "run", Token));
        Assert.Equal(RunStatus.Paused, (await store.FindAsync("run", Token))?.Status);
        Assert.True(await store.TryAppendAsync("run", 1, write, Token));
        Assert.Equal(keys.Split(',').Concat(["b", "c"]), await Samples.KeysAsync(store, "run", Token));
    }

    [Fact]
    public async Task Append_Whose_answer_is_lost_twice_Writes_once()
    {
        using var proxy = new LostAnswerProxy(new NpgsqlConnectionStringBuilder(server.ConnectionString).Port);
        await using PostgreSqlRunStore store = await OpenAsync(proxy);
        await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        await LosesAsync(proxy, 0, async () => await store.TryAppendAsync("run", 1, Samples.Write("b"), Token));

        // The answer to the question for the first write, then that to the second write.
        await LosesAsync(proxy, 1, async () => await store.TryAppendAsync("run", 1, Samples.Write("b", "c"), Token));
        Assert.True(await store.TryAppendAsync("run", 1, Samples.Write("b", "c", "d"), Token));
        Assert.Equal(["a", "b", "c", "d"], await Samples.KeysAsync(store, "run", Token));
    }

    [Fact]
    public async Task Acquisition_By_another_caller_Is_not_that_whose_answer_was_lost()
    {
        using var proxy = new LostAnswerProxy(new NpgsqlConnectionStringBuilder(server.ConnectionString).Port);
        await using PostgreSqlRunStore store = await OpenAsync(proxy);
        await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        var observed = new RunLease(1, 0, "owner");
        await LosesAsync(proxy, 0, async () => await store.TryAcquireAsync("run", observed, "next", Token));

        Assert.Null(await store.TryAcquireAsync("run", observed, "other", Token));
        Assert.Equal(new RunLease(2, 0, "next"), (await store.FindAsync("run", Token))?.Lease);
    }

    [Fact]
    public async Task Append_That_was_not_written_Is_written_by_the_repetition()
    {
        using var proxy = new LostAnswerProxy(new NpgsqlConnectionStringBuilder(server.ConnectionString).Port);
        await using PostgreSqlRunStore store = await OpenAsync(proxy);
        await store.TryAddAsync(Samples.Run("run"), RunWrite.Empty, Token);
        using var source = new CancellationTokenSource();

        // Another transaction holds the run, so that the write waits until it is canceled.
        await using NpgsqlDataSource other = NpgsqlDataSource.Create(server.ConnectionString);
        await using NpgsqlConnection connection = await other.OpenConnectionAsync(Token);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Token);
#pragma warning disable CA2100 // The name of the schema is a constant of the test.
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM \"{store.Options.Schema}\".runs FOR UPDATE", connection))
#pragma warning restore CA2100
        {
            await hold.ExecuteNonQueryAsync(Token);
        }

        Task<bool> writing = store.TryAppendAsync("run", 1, Samples.Write("a"), source.Token).AsTask();
        Assert.False(writing.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await transaction.RollbackAsync(Token);
        Assert.True(await store.TryAppendAsync("run", 1, Samples.Write("a"), Token));
        Assert.Equal(["a"], await Samples.KeysAsync(store, "run", Token));
    }

    [Fact]
    public async Task Add_That_is_repeated_Is_the_same()
    {
        using var proxy = new LostAnswerProxy(new NpgsqlConnectionStringBuilder(server.ConnectionString).Port);
        await using PostgreSqlRunStore store = await OpenAsync(proxy);
        await store.FindAsync("run", Token);

        // The answers to the insertion of the run and to that of the records; then that to the commit.
        await LosesAsync(proxy, 2, async () => await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token));
        Assert.True(await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token));
        Assert.False(await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token));
        Assert.Equal(["a"], await Samples.KeysAsync(store, "run", Token));
    }

    [Fact]
    public async Task Acquisition_That_is_repeated_Is_the_same()
    {
        using var proxy = new LostAnswerProxy(new NpgsqlConnectionStringBuilder(server.ConnectionString).Port);
        await using PostgreSqlRunStore store = await OpenAsync(proxy);
        await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        var observed = new RunLease(1, 0, "owner");
        await LosesAsync(proxy, 0, async () => await store.TryAcquireAsync("run", observed, "next", Token));
        Assert.Equal(2, await store.TryAcquireAsync("run", observed, "next", Token));
        Assert.Null(await store.TryAcquireAsync("run", observed, "next", Token));
        Assert.Equal(new RunLease(2, 0, "next"), (await store.FindAsync("run", Token))?.Lease);
    }

    private static async Task LosesAsync(LostAnswerProxy proxy, int after, Func<Task> call)
    {
        proxy.LoseAnswer(after);
        Assert.True((await Assert.ThrowsAsync<RunStoreException>(call)).IsTransient);
        Assert.False(proxy.IsArmed);
    }

    private async Task<PostgreSqlRunStore> OpenAsync(LostAnswerProxy proxy)
    {
        string connection = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = proxy.Port }.ConnectionString;
        return await PostgreSqlRunStore.OpenAsync(connection, new PostgreSqlRunStoreOptions { Schema = $"lost {Guid.NewGuid()}" }, Token);
    }
}
