using Hypergraph.Hosting;

namespace Hypergraph.Journals;

/// <summary>The source of one journal that is already open.</summary>
internal sealed class OpenedJournal(RunJournal journal) : IRunJournalSource
{
    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => new(journal);

    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => throw new NotSupportedException("A journal that is open has no parts in this process.");
}
