namespace Hypergraph.Durability.Sqlite;

/// <summary>How a <see cref="SqliteRunStore"/> keeps runs.</summary>
public sealed record SqliteRunStoreOptions : RunStoreOptions
{
    /// <summary>When SQLite waits until what it wrote is on the disk.</summary>
    /// <value>The default value is <see cref="SqliteSynchronous.Full"/>.</value>
    public SqliteSynchronous Synchronous { get; init; }

    /// <summary>
    /// Whether the file must be a store of this version already: opening then creates and updates nothing. A file that cannot be written can then be read; if its folder cannot be written either, only while no
    /// process writes to the file.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: opening creates a file, and updates one of an earlier version.</value>
    public bool MustExist { get; init; }

    /// <summary>How long a call waits for another process that writes to the file, before it throws a transient <see cref="RunStoreException"/>.</summary>
    /// <value>The default value is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan BusyTimeout
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(BusyTimeout)} is not negative.");
    } = TimeSpan.FromSeconds(10);
}
