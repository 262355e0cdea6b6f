using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hypergraph.Durability.Sqlite.Connections;

/// <summary>What went wrong with a file, and what to do.</summary>
internal static class StoreErrors
{
    public static RunStoreException Of(SqliteException exception, string path) => new(Describe(exception, path), exception) { IsTransient = IsBusy(exception) };

    public static RunStoreException Moved(string path) => new(
        $"The file '{path}', or the file '{path}-wal' beside it, was deleted, moved or replaced while the store was open. What was written since is not in the file at this path. Open the store again; "
        + "restore both files first if their runs are needed.");

    public static RunStoreException Newer(string path, long version, int latest) => new(
        $"The file '{path}' has version {version} of the schema, and this version of Hypergraph.Durability.Sqlite reads versions up to {latest}. Use the version that wrote the file, or a later one.");

    public static RunStoreException Missing(string path) => new($"The file '{path}' does not exist. The program of the runs creates it.");

    public static RunStoreException NotCurrent(string path) => new(
        $"The file '{path}' is no store of this version: it is empty, or of an earlier version. The program of the runs creates or updates it when it opens it.");

    public static RunStoreException Foreign(string path) => new(
        $"The file '{path}' is a SQLite database of another application. Name another file: the store creates it.");

    public static RunStoreException NoWriteAheadLog(string path, string mode) => new(
        $"The file '{path}' cannot use a write-ahead log: its journal mode stays '{mode}'. Use a folder on a local file system.");

    private static string Describe(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"Another process has held the file '{path}' for the whole {nameof(SqliteRunStoreOptions.BusyTimeout)}. Call again later, or increase the timeout.",
        raw.SQLITE_FULL => $"There is no space to write the file '{path}': the disk is full. Nothing of the write is stored. Free space, or delete runs.",
        raw.SQLITE_READONLY => $"The file '{path}' cannot be written. Allow the process to write the file and its folder.",
        raw.SQLITE_CANTOPEN => Directory.Exists(Path.GetDirectoryName(path))
            ? $"The file '{path}' cannot be opened. Allow the process to read and write the file and its folder."
            : $"The file '{path}' cannot be created: its folder does not exist. Create the folder, or correct the path.",
        raw.SQLITE_PERM or raw.SQLITE_AUTH => $"The file '{path}' cannot be opened. Allow the process to read and write the file and its folder.",
        raw.SQLITE_NOTADB => $"The file '{path}' is not a SQLite database. Name another file: the store creates it.",
        raw.SQLITE_CORRUPT => $"The file '{path}' is damaged. Restore a copy of it, together with the file '{path}-wal' if there is one.",
        raw.SQLITE_TOOBIG => $"A write to the file '{path}' is larger than SQLite accepts. Store less in one value.",
        _ => $"The file '{path}' could not be read or written: {exception.Message}",
    };

    private static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
}
