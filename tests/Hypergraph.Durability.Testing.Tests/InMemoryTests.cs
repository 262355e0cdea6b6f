namespace Hypergraph.Durability.Testing.Tests;

public sealed class InMemoryTests
{
    public static TheoryData<string> Names => [.. RunStoreConformance.Cases.Where(c => !c.RequiresReopening).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Store_in_memory_Conforms(string name)
    {
        var store = new InMemoryRunStore();
        await RunStoreConformance.Cases.Single(c => c.Name == name).RunAsync(_ => new(store), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Names_Are_unique() => Assert.Distinct(RunStoreConformance.Cases.Select(c => c.Name));
}
