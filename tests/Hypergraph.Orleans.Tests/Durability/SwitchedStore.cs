using Hypergraph.Durability;
using Hypergraph.Hosting;

namespace Hypergraph.Orleans.Tests.Durability;

/// <summary>A store of a cluster that tests replace between calls.</summary>
public sealed class SwitchedStore : IRunJournalSource
{
    public IRunStore Current { get; set; } = new InMemoryRunStore();

    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => Current.OpenAsync(request, cancellationToken);

    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => Current.JoinAsync(part, cancellationToken);
}
