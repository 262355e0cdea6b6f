using Microsoft.Data.Sqlite;

namespace Hypergraph.Durability.Sqlite.Tests;

/// <summary>What can be wrong with a file when it is opened.</summary>
public sealed class OpeningTests : TestFolder
{
    [Fact]
    public async Task Options_Are_those_of_the_opening()
    {
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(File, cancellationToken: Token);
        Assert.Equal(new SqliteRunStoreOptions { Synchronous = SqliteSynchronous.Full, BusyTimeout = TimeSpan.FromSeconds(10) }, store.Options);
        Assert.Same(store.Options, ((IRunStore)store).Options);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteRunStoreOptions { BusyTimeout = TimeSpan.FromTicks(-1) });
    }

    [Fact]
    public async Task Store_In_memory_Is_refused()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await SqliteRunStore.OpenAsync(":memory:", cancellationToken: Token));
        Assert.StartsWith("A store of SQLite needs a file. Use InMemoryRunStore to store runs in memory.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_With_a_canceled_token_Creates_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SqliteRunStore.OpenAsync(File, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task File_Of_8_stores_at_once_Is_created_once()
    {
        SqliteRunStore[] stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await SqliteRunStore.OpenAsync(File, cancellationToken: Token), Token)));
        foreach ((int i, SqliteRunStore store) in stores.Index())
        {
            Assert.True(await store.TryAddAsync(Samples.Run($"{i}"), Samples.Write("a"), Token));
        }

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], await stores[0].ListAsync(new RunQuery(), Token).Select(run => run.Id).ToArrayAsync(Token));
        foreach (SqliteRunStore store in stores)
        {
            await store.DisposeAsync();
        }

        Assert.Equal([File], Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task File_Of_a_later_version_Is_refused()
    {
        await (await SqliteRunStore.OpenAsync(File, cancellationToken: Token)).DisposeAsync();
        Execute("PRAGMA user_version = 99");
        await RefusesAsync(
            File,
            $"The file '{File}' has version 99 of the schema, and this version of Hypergraph.Durability.Sqlite reads versions up to 1. Use the version that wrote the file, or a later one.");
    }

    [Fact]
    public async Task File_Of_another_application_Is_refused()
    {
        Execute("CREATE TABLE other (id INTEGER)");
        await RefusesAsync(File, $"The file '{File}' is a SQLite database of another application. Name another file: the store creates it.");
    }

    [Fact]
    public async Task File_That_is_no_database_Is_refused()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 10_000), Token);
        await RefusesAsync(File, $"The file '{File}' is not a SQLite database. Name another file: the store creates it.");
        Assert.Equal(10_000, new FileInfo(File).Length);
    }

    [Fact]
    public async Task Folder_That_does_not_exist_Is_named()
    {
        string path = PathOf("missing/runs.db");
        await RefusesAsync(path, $"The file '{path}' cannot be created: its folder does not exist. Create the folder, or correct the path.");
    }

    [Fact]
    public async Task Path_Of_a_folder_Is_refused() =>
        await RefusesAsync(Folder, $"The file '{Folder}' cannot be opened. Allow the process to read and write the file and its folder.");

    [Fact]
    public async Task File_That_another_process_holds_Is_busy()
    {
        await (await SqliteRunStore.OpenAsync(File, cancellationToken: Token)).DisposeAsync();
        var options = new SqliteRunStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(1) };
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(File, options, Token);
        await using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        await other.OpenAsync(Token);
        await using (SqliteTransaction transaction = other.BeginTransaction(deferred: false))
        {
            foreach (RunWrite write in new[] { Samples.Write("a"), Samples.Write("a", "b") })
            {
                var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await store.TryAppendAsync("run", 1, write, Token));
                Assert.Equal($"Another process has held the file '{File}' for the whole BusyTimeout. Call again later, or increase the timeout.", exception.Message);
                Assert.True(exception.IsTransient);
            }

            Assert.Null(await store.FindAsync("run", Token));
        }

        Assert.True(await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token));
    }

    [Fact]
    public async Task File_That_cannot_be_written_Is_named()
    {
        if (OperatingSystem.IsWindows() || !OperatingSystem.IsLinux())
        {
            Assert.Skip("The test uses the file system's user of one thread, which Linux has.");
            return;
        }

        await using (SqliteRunStore store = await SqliteRunStore.OpenAsync(File, cancellationToken: Token))
        {
            await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token);
        }

        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        System.IO.File.SetUnixFileMode(Folder, (UnixFileMode)0b101_101_101);
        try
        {
            Exception? exception = null;
            var thread = new Thread(() => exception = OtherUser.Run(() => SqliteRunStore.OpenAsync(File).AsTask().GetAwaiter().GetResult()));
            thread.Start();
            thread.Join();
            Assert.Matches("^The file '.*' cannot be (opened|written). Allow the process to (read and )?write the file and its folder.$", Assert.IsType<RunStoreException>(exception).Message);
        }
        finally
        {
            System.IO.File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        }
    }

    [Fact]
    public async Task File_That_must_exist_Is_not_created()
    {
        var options = new SqliteRunStoreOptions { MustExist = true };

        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await SqliteRunStore.OpenAsync(File, options, Token));

        Assert.Equal($"The file '{File}' does not exist. The program of the runs creates it.", exception.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task File_That_must_exist_Is_not_updated()
    {
        await System.IO.File.WriteAllBytesAsync(File, [], Token);
        var options = new SqliteRunStoreOptions { MustExist = true };

        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await SqliteRunStore.OpenAsync(File, options, Token));
        await (await SqliteRunStore.OpenAsync(File, cancellationToken: Token)).DisposeAsync();
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(File, options, Token);

        Assert.Equal($"The file '{File}' is no store of this version: it is empty, or of an earlier version. The program of the runs creates or updates it when it opens it.", exception.Message);
        Assert.True(await store.TryAddAsync(Samples.Run("run"), Samples.Write("a"), Token));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task File_That_must_exist_and_cannot_be_written_Is_read(bool folderIsWritable, bool isOpen)
    {
        if (OperatingSystem.IsWindows() || !OperatingSystem.IsLinux())
        {
            Assert.Skip("The test uses the file system's user of one thread, which Linux has.");
            return;
        }

        SqliteRunStore store = await SqliteRunStore.OpenAsync(File, cancellationToken: Token);
        await store.TryAddAsync(Samples.Run("run"), Samples.Write("a", "b"), Token);
        if (!isOpen)
        {
            await store.DisposeAsync();
        }

        foreach (string file in Directory.EnumerateFiles(Folder))
        {
            System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        System.IO.File.SetUnixFileMode(Folder, (UnixFileMode)(folderIsWritable ? 0b111_111_111 : 0b101_101_101));
        try
        {
            string[] read = [];
            Exception? exception = null;
            var thread = new Thread(() => exception = OtherUser.Run(() => read = ReadAsync().GetAwaiter().GetResult()));
            thread.Start();
            thread.Join();

            Assert.Null(exception);
            Assert.Equal(["run", "a", "b", $"The file '{File}' cannot be written. Allow the process to write the file and its folder."], read);
        }
        finally
        {
            System.IO.File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
            await store.DisposeAsync();
        }

        async Task<string[]> ReadAsync()
        {
            await using SqliteRunStore reader = await SqliteRunStore.OpenAsync(File, new SqliteRunStoreOptions { MustExist = true });
            string[] runs = await reader.ListAsync(new RunQuery(), CancellationToken.None).Select(run => run.Id).ToArrayAsync();
            string[] keys = await Samples.KeysAsync(reader, "run", CancellationToken.None);
            Exception? refusal = await Record.ExceptionAsync(async () => await reader.TryRenewAsync("run", 1, CancellationToken.None));
            return [.. runs, .. keys, refusal?.Message ?? "no refusal"];
        }
    }

    private static async Task RefusesAsync(string path, string message)
    {
        var exception = await Assert.ThrowsAsync<RunStoreException>(async () => await SqliteRunStore.OpenAsync(path, cancellationToken: Token));
        Assert.Equal(message, exception.Message);
        Assert.False(exception.IsTransient);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of a test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
