using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hypergraph.Durability.Sqlite.Connections;

/// <summary>An open file with its prepared statements. One thread uses it at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private Connection(SqliteConnection connection)
    {
        _connection = connection;
        _database = connection.Handle!;
    }

    /// <summary>Opens a file, which is created if it does not exist, unless it must.</summary>
    public static Connection Open(string path, SqliteRunStoreOptions options) =>
        options.MustExist ? OpenExisting(path, options) : Open(path, SqliteOpenMode.ReadWriteCreate, options);

    /// <summary>Opens a file for writing, or only for reading if it cannot be written.</summary>
    private static Connection OpenExisting(string path, SqliteRunStoreOptions options)
    {
        if (!File.Exists(path))
        {
            throw StoreErrors.Missing(path);
        }

        Connection? connection = null;
        try
        {
            connection = Open(path, SqliteOpenMode.ReadWrite, options);
            connection.Scalar("PRAGMA schema_version");
            return connection;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && !File.Exists(LogOf(path)))
        {
            // A reader creates files beside the database, unless it is said that nothing writes to it. Where no log is, nothing does.
            connection?.Dispose();
            return Open($"file:{Uri.EscapeDataString(path)}?immutable=1", SqliteOpenMode.ReadOnly, options);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private static string LogOf(string path) => $"{new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path}-wal";

    private static Connection Open(string source, SqliteOpenMode mode, SqliteRunStoreOptions options)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(connection.Handle, (int)Math.Min(options.BusyTimeout.TotalMilliseconds, int.MaxValue)), connection.Handle);
            var opened = new Connection(connection);
            opened.Run(options.Synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            return opened;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns a statement, which is prepared on first use and kept.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The statement owns its handle.")]
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt handle), _database);
            _statements.Add(sql, statement = new Statement(_database, handle));
        }

        return statement;
    }

    /// <summary>Executes statements without parameters.</summary>
    public void Run(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_database, sql), _database);

    /// <summary>Returns the single value of a query without parameters.</summary>
    public string Scalar(string sql)
    {
        Statement statement = Prepare(sql);
        statement.Step();
        string value = statement.Text(0);
        statement.Reset();
        return value;
    }

    /// <summary>
    /// Executes writes in one transaction, which holds the right to write from its start: one that read first, and then could not write because another had committed, would have to start again.
    /// It is undone if the writes return the default or throw, so nothing of an unsuccessful write remains.
    /// </summary>
    public T? InTransaction<T>(Func<T?> write)
    {
        Prepare("BEGIN IMMEDIATE").Execute();
        bool isCommitted = false;
        try
        {
            T? result = write();
            if (!EqualityComparer<T?>.Default.Equals(result, default))
            {
                Prepare("COMMIT").Execute();
                isCommitted = true;
            }

            return result;
        }
        finally
        {
            // Some errors, such as a full disk, have already ended the transaction.
            if (!isCommitted && raw.sqlite3_get_autocommit(_database) == 0)
            {
                Prepare("ROLLBACK").Execute();
            }
        }
    }

    /// <summary>Whether the file at the path is another one than the open one, or there is none. False on a system where an open file cannot be moved.</summary>
    public bool HasMoved()
    {
        int hasMoved = 0;
        return NativeMethods.FileControl(_database, 0, NativeMethods.HasMoved, ref hasMoved) == raw.SQLITE_OK && hasMoved != 0;
    }

    /// <summary>Whether the write-ahead log of the open file exists. Where the path is a link, the log is beside the file that it leads to.</summary>
    public bool HasLog() => File.Exists($"{raw.sqlite3_db_filename(_database, "main").utf8_to_string()}-wal");

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }
}
