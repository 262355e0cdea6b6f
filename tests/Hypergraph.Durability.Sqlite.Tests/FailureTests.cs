using System.Diagnostics;

namespace Hypergraph.Durability.Sqlite.Tests;

/// <summary>What can happen to a file while it is open.</summary>
public sealed class FailureTests : TestFolder
{
    private string MovedMessage => $"The file '{File}', or the file '{File}-wal' beside it, was deleted, moved or replaced while the store was open. What was written since is not in the file at this path. "
        + "Open the store again; restore both files first if their runs are needed.";

    [Fact]
    public async Task File_That_was_deleted_Refuses_every_call()
    {
        await using SqliteRunStore store = await OpenAsync();
        System.IO.File.Delete(File);
        await IsMovedAsync(store);
    }

    [Fact]
    public async Task File_That_was_replaced_Refuses_every_call()
    {
        await using SqliteRunStore store = await OpenAsync();
        System.IO.File.Move(File, PathOf("other.db"));
        await using SqliteRunStore replacement = await SqliteRunStore.OpenAsync(File, cancellationToken: Token);
        await IsMovedAsync(store);
        Assert.Null(await replacement.FindAsync("run", Token));
    }

    [Fact]
    public async Task Log_That_was_deleted_Refuses_the_renewal()
    {
        await using SqliteRunStore store = await OpenAsync();
        System.IO.File.Delete($"{File}-wal");
        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await store.TryRenewAsync("run", 1, Token));
        Assert.Equal(MovedMessage, exception.Message);
    }

    [Fact]
    public async Task Disk_That_is_full_Keeps_what_was_committed()
    {
        string disk = Directory.CreateDirectory(PathOf("disk")).FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk), "A small disk needs the right to mount one.");
        try
        {
            string path = Path.Combine(disk, "runs.db");
            int written = 0;
            await using (SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: Token))
            {
                await store.TryAddAsync(Samples.Run("run"), RunWrite.Empty, Token);
                var exception = await Assert.ThrowsAsync<RunStoreException>(async () =>
                {
                    while (true)
                    {
                        await store.TryAppendAsync("run", 1, new RunWrite { Records = [new($"{written}", RunRecordKind.Completed, new byte[50_000])] }, Token);
                        written++;
                    }
                });
                Assert.Equal($"There is no space to write the file '{path}': the disk is full. Nothing of the write is stored. Free space, or delete runs.", exception.Message);
                Assert.Equal(written, (await Samples.KeysAsync(store, "run", Token)).Length);
            }

            await using SqliteRunStore again = await SqliteRunStore.OpenAsync(path, cancellationToken: Token);
            Assert.True(written > 5);
            Assert.Equal(Enumerable.Range(0, written).Select(i => $"{i}"), await Samples.KeysAsync(again, "run", Token));
        }
        finally
        {
            await RunAsync("umount", disk);
        }
    }

    [Fact]
    public async Task Records_Of_a_killed_writer_That_were_acknowledged_Are_there()
    {
        for (int round = 0; round < 3; round++)
        {
            using var writer = WriterProcess.Start("sqlite", File, $"run {round}", records: 100_000);
            int acknowledged = await writer.KillAfterAsync(100 + round, Token);
            await using SqliteRunStore store = await SqliteRunStore.OpenAsync(File, cancellationToken: Token);
            string[] keys = await Samples.KeysAsync(store, $"run {round}", Token);

            // The last one may be committed, and not yet acknowledged.
            Assert.InRange(keys.Length, Math.Max(acknowledged, 100 + round), acknowledged + 1);
            Assert.Equal(Enumerable.Range(0, keys.Length).Select(i => $"node {i}"), keys);
            Assert.Equal(2, await store.TryAcquireAsync($"run {round}", new RunLease(1, 0, $"run {round}"), "next", Token));
            Assert.True(await store.TryAppendAsync($"run {round}", 2, Samples.Write("next"), Token));
        }
    }

    [Fact]
    public async Task Link_to_a_file_Is_the_file()
    {
        string link = $"{File}.link";
        await using (SqliteRunStore created = await SqliteRunStore.OpenAsync(File, cancellationToken: Token))
        {
            await created.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        }

        System.IO.File.CreateSymbolicLink(link, File);
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(link, cancellationToken: Token);

        Assert.True(await store.TryRenewAsync("run", 1, Token));
        Assert.True(await store.TryAddAsync(Samples.Run("other"), Samples.Write("b"), Token));
        Assert.Equal(["a"], await Samples.KeysAsync(store, "run", Token));
    }

    [Fact]
    public async Task Writers_In_8_processes_at_once_Write_everything()
    {
        const int Records = 200;
        WriterProcess[] writers = [.. Enumerable.Range(0, 8).Select(i => WriterProcess.Start("sqlite", File, $"run {i}", Records))];
        foreach (WriterProcess writer in writers)
        {
            Assert.Equal((0, ""), await writer.EndAsync(Token));
            writer.Dispose();
        }

        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(File, cancellationToken: Token);
        for (int i = 0; i < writers.Length; i++)
        {
            Assert.Equal(Enumerable.Range(0, Records).Select(j => $"node {j}"), await Samples.KeysAsync(store, $"run {i}", Token));
        }
    }

    [Fact]
    public async Task File_Grows_with_what_is_written()
    {
        const int Records = 10_000;
        const int Bytes = 200;
        await using (SqliteRunStore store = await SqliteRunStore.OpenAsync(File, new SqliteRunStoreOptions { Synchronous = SqliteSynchronous.Normal }, Token))
        {
            await store.TryAddAsync(Samples.Run("run"), RunWrite.Empty, Token);
            for (int i = 0; i < Records; i++)
            {
                await store.TryAppendAsync("run", 1, new RunWrite { Records = [new($"improve[#{i}]/score", RunRecordKind.Completed, new byte[Bytes])], Time = DateTimeOffset.UnixEpoch.AddHours(i) }, Token);
            }
        }

        Assert.InRange(new FileInfo(File).Length, Records * Bytes, Records * Bytes * 1.4);
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.StandardError.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private async Task<SqliteRunStore> OpenAsync()
    {
        SqliteRunStore store = await SqliteRunStore.OpenAsync(File, cancellationToken: Token);
        await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        await store.FindAsync("run", Token);
        return store;
    }

    private async Task IsMovedAsync(SqliteRunStore store)
    {
        foreach (Func<Task> call in new Func<Task>[]
        {
            () => store.TryAppendAsync("run", 1, Samples.Write("b"), Token).AsTask(),
            () => store.TryAppendAsync("run", 1, Samples.Write("b", "c"), Token).AsTask(),
            () => store.TryRenewAsync("run", 1, Token).AsTask(),
            () => store.TryAcquireAsync("run", new RunLease(1, 0, "owner"), "next", Token).AsTask(),
            () => store.FindAsync("run", Token).AsTask(),
        })
        {
            var exception = await Assert.ThrowsAsync<RunStoreException>(call);
            Assert.Equal(MovedMessage, exception.Message);
            Assert.False(exception.IsTransient);
        }
    }
}
