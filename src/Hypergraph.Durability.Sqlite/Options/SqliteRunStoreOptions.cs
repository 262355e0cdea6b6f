namespace Hypergraph.Durability.Sqlite;

/// <summary>How a <see cref="SqliteRunStore"/> keeps runs.</summary>
public sealed record SqliteRunStoreOptions : RunStoreOptions
{
    /// <summary>When SQLite waits until what it wrote is on the disk.</summary>
    /// <value>The default value is <see cref="SqliteSynchronous.Full"/>.</value>
    public SqliteSynchronous Synchronous { get; init; }

    /// <summary>How long a call waits for another process that writes to the file, before it throws a transient <see cref="RunStoreException"/>.</summary>
    /// <value>The default value is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan BusyTimeout
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(BusyTimeout)} is not negative.");
    } = TimeSpan.FromSeconds(10);
}
