using System.Collections.Concurrent;
using Hypergraph.Durability.Sqlite.Connections;

namespace Hypergraph.Durability.Sqlite.Reading;

/// <summary>Connections for reading, which never wait for one that writes. Thread-safe.</summary>
internal sealed class ReaderPool(string path, SqliteRunStoreOptions options) : IDisposable
{
    private readonly ConcurrentBag<Connection> _idle = [];
    private volatile bool _isDisposed;

    public T Read<TState, T>(TState state, Func<Connection, TState, T> read)
    {
        Connection connection = _idle.TryTake(out Connection? idle) ? idle : Connection.Open(path, options);
        bool isUsable = false;
        try
        {
            if (connection.HasMoved())
            {
                throw StoreErrors.Moved(path);
            }

            T result = read(connection, state);
            isUsable = true;
            return result;
        }
        finally
        {
            Return(connection, isUsable);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out Connection? connection))
        {
            connection.Dispose();
        }
    }

    private void Return(Connection connection, bool isUsable)
    {
        if (!isUsable)
        {
            connection.Dispose();
            return;
        }

        _idle.Add(connection);
        if (_isDisposed)
        {
            Dispose();
        }
    }
}
