using System.Diagnostics;
using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing;

/// <summary>One thing that every store must do.</summary>
[DebuggerDisplay("{Name,nq}")]
public sealed class RunStoreCase
{
    private readonly Func<Storage, Task> _run;

    internal RunStoreCase(string name, Func<Storage, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>What must be true, as a sentence.</summary>
    public string Name { get; }

    /// <summary>Whether the case disposes all stores and then opens the storage again. A store in memory cannot pass it.</summary>
    public bool RequiresReopening { get; internal init; }

    /// <summary>Runs the case.</summary>
    /// <param name="openStore">
    /// Opens a store. All calls of one run of the case open the same storage, which is empty at first, so that a case sees what another store has written. A store in memory
    /// returns the same instance each time. The case disposes each store that it opens.
    /// </param>
    /// <param name="cancellationToken">Cancels the case.</param>
    /// <exception cref="RunStoreConformanceException">The store does not do what it must.</exception>
    public async Task RunAsync(Func<CancellationToken, ValueTask<IRunStore>> openStore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(openStore);
        var storage = new Storage(openStore, cancellationToken);
        await using (storage.ConfigureAwait(false))
        {
            try
            {
                await _run(storage).ConfigureAwait(false);
            }
            catch (CheckException exception)
            {
                throw new RunStoreConformanceException(this, exception.Message);
            }
        }
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
