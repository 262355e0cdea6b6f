namespace Hypergraph.Durability.Journals;

/// <summary>The writer of all parts of one call in this process.</summary>
internal sealed class SharedWriter(SharedWriters writers, RunLock runLock, RunStoreOptions options)
{
    private volatile bool _isChecked;

    /// <summary>The lock of the run, as the call holds it.</summary>
    public RunLock Lock => runLock;

    /// <summary>Writes the records.</summary>
    public RecordWriter Writer { get; } = new(runLock, options);

    /// <summary>The number of parts that use it; guarded by the lock of <see cref="SharedWriters"/>.</summary>
    public int Users { get; set; }

    /// <summary>Checks that the call still holds the run, before a part runs anything.</summary>
    /// <exception cref="LeaseLostException">Another call holds it.</exception>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        Lock.ThrowIfLost();
        if (!_isChecked)
        {
            await Lock.WriteAsync(RunWrite.Empty, cancellationToken).ConfigureAwait(false);
            _isChecked = true;
        }
    }

    /// <summary>Ends the use of one part.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (writers.Release(this))
        {
            await Writer.DisposeAsync().ConfigureAwait(false);
            await Lock.DisposeAsync().ConfigureAwait(false);
        }
    }
}
