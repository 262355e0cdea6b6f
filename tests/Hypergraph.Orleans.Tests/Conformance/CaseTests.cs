using Hypergraph.Conformance;

namespace Hypergraph.Orleans.Tests.Conformance;

/// <summary>Each conformance case on a cluster of one silo.</summary>
public sealed class CaseTests(CaseCluster cluster) : IClassFixture<CaseCluster>
{
    private static readonly string? Folder = ConformanceFolder.Find(AppContext.BaseDirectory);

    public static IEnumerable<TheoryDataRow<string>> Cases => Folder is null
        ?
        [
            new TheoryDataRow<string>("no folder")
            {
                Skip = $"There is no folder shared/conformance above the tests. Name one in {ConformanceFolder.Variable}.",
            },
        ]
        : ConformanceFolder.CasesIn(Folder).Select(file => new TheoryDataRow<string>(Path.GetFileName(file)));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_On_a_cluster_Returns_the_recorded_result(string file) =>
        Assert.Null(await CaseRunner.RunAsync(Path.Combine(Folder!, file), calls: new ClusterCalls(cluster.Runner)));
}
