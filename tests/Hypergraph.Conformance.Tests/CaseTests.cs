namespace Hypergraph.Conformance.Tests;

/// <summary>Every case of the folder as a test of its own, with the runner that it names and on the asynchronous one.</summary>
public class CaseTests
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
    public async Task Case_On_the_runner_that_it_names_Gives_what_was_recorded(string file) =>
        await CheckAsync(file, RunnerChoice.AsNamed);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_On_the_asynchronous_runner_Gives_the_same(string file) =>
        await CheckAsync(file, RunnerChoice.AlwaysAsync);

    private static async Task CheckAsync(string file, RunnerChoice runner) =>
        Assert.Null(await CaseRunner.RunAsync(Path.Combine(Folder!, file), runner));
}
