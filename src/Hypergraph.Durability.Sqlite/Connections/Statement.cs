using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hypergraph.Durability.Sqlite.Connections;

/// <summary>
/// A prepared statement: parameters and columns are numbered from 1 and from 0. The calls of the native library allocate nothing but what is read, where a command of the provider allocates a reader
/// for each execution.
/// </summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int index, long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(handle, index, number) : raw.sqlite3_bind_null(handle, index));
        return this;
    }

    public Statement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        // A span without bytes has no address, which would bind null.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, index, 0) : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>Advances to the next row; false, and ready to be executed again, if there is none.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            // The message of the connection is that of its last call, so it is read before the reset.
            try
            {
                SqliteException.ThrowExceptionForRC(code, database);
            }
            finally
            {
                raw.sqlite3_reset(handle);
            }
        }

        raw.sqlite3_reset(handle);
        return false;
    }

    /// <summary>Executes a statement without rows.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public int Execute()
    {
        Step();

        // The statement is kept, and would keep large values.
        raw.sqlite3_clear_bindings(handle);
        return raw.sqlite3_changes(database);
    }

    /// <summary>Ends an execution whose rows are not all read.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => System.Text.Encoding.UTF8.GetString(Blob(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => Blob(column).ToArray();

    /// <summary>The bytes of a column until the next call for this statement.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
