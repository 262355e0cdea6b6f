using Hypergraph;
using Hypergraph.Durability;

namespace CodeCensus;

/// <summary>A census in a store. Killed at any moment and started again, it continues: what was counted is not read again.</summary>
/// <param name="Store">The store.</param>
/// <param name="Id">The id of the census in the store.</param>
internal sealed record StoredCensus(IRunStore Store, string Id)
{
    /// <summary>Lists the files of a folder once. The list is a run of its own, so that files that come and go do not change a census that has begun.</summary>
    public async Task<string[]> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var runner = new AsyncRunner { Store = Store };
        RunResult result = await runner.RunAsync(CensusGraph.CreateList(), new { folder }, new RunOptions { WorkflowId = $"{Id}/files" }, cancellationToken);
        return result.Get<string[]>("paths");
    }
}
