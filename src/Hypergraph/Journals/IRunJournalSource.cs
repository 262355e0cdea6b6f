namespace Hypergraph.Hosting;

/// <summary>Opens the journals of durable runs. Stores of the package <c>Hypergraph.Durability</c> implement it.</summary>
/// <remarks>Thread-safe, with any number of calls at once.</remarks>
public interface IRunJournalSource
{
    /// <summary>Opens the journal of a call, before any node runs. The call then owns the run until the journal ends.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>The journal of a new run, or of a stored run that the call resumes.</returns>
    /// <exception cref="MissingInputException">A required input of a new run is missing.</exception>
    /// <exception cref="InvalidInputException">An input is not valid, or is not the stored one.</exception>
    ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the journal of a part of a call whose own journal is open in another process. What the part stores belongs to that call, whose lease it uses; the end of the part
    /// is not that of the call.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken);
}
