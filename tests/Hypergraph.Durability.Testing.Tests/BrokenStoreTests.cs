namespace Hypergraph.Durability.Testing.Tests;

public sealed class BrokenStoreTests
{
    public static TheoryData<string> Mistakes => [.. BrokenStores.All.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Store_With_a_mistake_Does_not_conform(string mistake)
    {
        List<RunStoreConformanceException> failures = [];
        foreach (RunStoreCase testCase in RunStoreConformance.Cases.Where(c => !c.RequiresReopening))
        {
            IRunStore store = BrokenStores.All[mistake]();
            if (await Record.ExceptionAsync(() => testCase.RunAsync(_ => new(store), TestContext.Current.CancellationToken)) is { } exception)
            {
                failures.Add(Assert.IsType<RunStoreConformanceException>(exception));
                Assert.Same(testCase, failures[^1].Case);
            }
        }

        Assert.NotEmpty(failures);
    }

    [Fact]
    public async Task Failure_Names_case_and_what_differs()
    {
        IRunStore store = BrokenStores.All["ignores the limit"]();
        RunStoreCase limit = RunStoreConformance.Cases.Single(c => c.Name == "List: at most so many");
        var exception = await Assert.ThrowsAsync<RunStoreConformanceException>(() => limit.RunAsync(_ => new(store), TestContext.Current.CancellationToken));
        Assert.Equal(
            "The store does not conform: List: at most so many. Expected the list: 2 items; actual: 5. Item 2 is to be missing, and is 2.",
            exception.Message);
        Assert.Equal("List: at most so many", $"{exception.Case}");
    }

    [Fact]
    public async Task Failure_After_disposal_Says_what_was_expected()
    {
        IRunStore store = BrokenStores.All["can be used after disposal"]();
        RunStoreCase disposal = RunStoreConformance.Cases.Single(c => c.Name == "Disposal: a disposed store throws ObjectDisposedException");
        var exception = await Assert.ThrowsAsync<RunStoreConformanceException>(() => disposal.RunAsync(_ => new(store), TestContext.Current.CancellationToken));
        Assert.EndsWith("TryAddAsync is to throw ObjectDisposedException, and does not throw.", exception.Message, StringComparison.Ordinal);
    }
}
