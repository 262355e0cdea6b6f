namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>The server, or a process that writes, ends in the middle.</summary>
public sealed class RestartTests
{
    private const int Records = 500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_That_crashes_and_starts_again_Has_every_record_once()
    {
        Assert.SkipWhen(PostgreSqlServer.Programs is null, PostgreSqlServer.SkipReason);
        await using PostgreSqlServer server = await PostgreSqlServer.CreateAsync();
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(server.ConnectionString, cancellationToken: Token);
        await store.TryAddAsync(Samples.Run("run"), RunWrite.Empty, Token);
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> writing = Task.Run(WriteAsync, Token);
        await half.Task;
        await server.CrashAsync();
        await server.StartAsync();
        Assert.True(await writing > 0);
        Assert.Equal(Enumerable.Range(0, Records).Select(i => $"{i}"), await Samples.KeysAsync(store, "run", Token));

        // Repeats each write until it is answered, and returns how often it had to.
        async Task<int> WriteAsync()
        {
            int repeated = 0;
            for (int i = 0; i < Records || repeated == 0;)
            {
                try
                {
                    if (i < Records)
                    {
                        Assert.True(await store.TryAppendAsync("run", 1, Samples.Write($"{i}"), Token));
                        i++;
                    }
                    else
                    {
                        // All are written before the server stops.
                        await store.TryRenewAsync("run", 1, Token);
                    }
                }
                catch (RunStoreException exception)
                {
                    Assert.True(exception.IsTransient, exception.Message);
                    repeated++;
                    await Task.Delay(20, Token);
                }

                if (i == Records / 2)
                {
                    half.TrySetResult();
                }
            }

            return repeated;
        }
    }

    [Fact]
    public async Task Records_Of_a_killed_writer_That_were_acknowledged_Are_there()
    {
        Assert.SkipWhen(PostgreSqlServer.Programs is null, PostgreSqlServer.SkipReason);
        await using PostgreSqlServer server = await PostgreSqlServer.CreateAsync();
        using var writer = WriterProcess.Start("postgres", server.ConnectionString, "run", records: 100_000);
        int acknowledged = await writer.KillAfterAsync(100, Token);
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(server.ConnectionString, cancellationToken: Token);

        // The server may still execute the last write of the process, until the run has another holder.
        Assert.Equal(2, await store.TryAcquireAsync("run", new RunLease(1, 0, "run"), "next", Token));
        string[] keys = await Samples.KeysAsync(store, "run", Token);
        Assert.InRange(keys.Length, Math.Max(acknowledged, 100), acknowledged + 1);
        Assert.Equal(Enumerable.Range(0, keys.Length).Select(i => $"node {i}"), keys);
    }

    [Fact]
    public async Task Writers_In_8_processes_at_once_Write_everything()
    {
        Assert.SkipWhen(PostgreSqlServer.Programs is null, PostgreSqlServer.SkipReason);
        await using PostgreSqlServer server = await PostgreSqlServer.CreateAsync();
        WriterProcess[] writers = [.. Enumerable.Range(0, 8).Select(i => WriterProcess.Start("postgres", server.ConnectionString, $"run {i}", Records))];
        foreach (WriterProcess writer in writers)
        {
            Assert.Equal((0, ""), await writer.EndAsync(Token));
            writer.Dispose();
        }

        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(server.ConnectionString, cancellationToken: Token);
        for (int i = 0; i < writers.Length; i++)
        {
            Assert.Equal(Enumerable.Range(0, Records).Select(j => $"node {j}"), await Samples.KeysAsync(store, $"run {i}", Token));
        }
    }
}
