using Hypergraph.Durability.Journals;
using Hypergraph.Hosting;

namespace Hypergraph.Durability;

/// <summary>Opens the journals of durable calls, for authors of stores.</summary>
public static class RunJournals
{
    /// <summary>Opens the journal of a call in a store: the implementation of <see cref="IRunJournalSource.OpenAsync"/> for every store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>The journal of a new run, or of a stored run that the call resumes.</returns>
    /// <exception cref="MissingInputException">A required input of a new run is missing.</exception>
    /// <exception cref="InvalidInputException">An input is not valid, or is not the stored one.</exception>
    /// <exception cref="GraphChangedException">The graph is not the stored one.</exception>
    /// <exception cref="RunHeldException">Another call holds the run.</exception>
    /// <exception cref="RunStoreException">The store cannot be read or written, or cannot keep values of the graph.</exception>
    public static ValueTask<RunJournal> OpenAsync(IRunStore store, JournalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        return JournalOpener.OpenAsync(store, request, cancellationToken);
    }

    /// <summary>Opens the journal of a part of a call in a store: the implementation of <see cref="IRunJournalSource.JoinAsync"/> for every store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static ValueTask<RunJournal> JoinAsync(IRunStore store, JournalPart part, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(part);
        return PartJournal.JoinAsync(store, part, cancellationToken);
    }
}
