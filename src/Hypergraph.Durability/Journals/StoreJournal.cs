using Hypergraph.Hosting;

namespace Hypergraph.Durability;

internal static class StoreJournal
{
    public static ValueTask<RunJournal> OpenAsync(IRunStore store, JournalRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
