namespace Hypergraph.Conformance.Tests;

/// <summary>Cases of the project's own, in the same language: features in combination.</summary>
public class OwnCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    public static TheoryData<string> Cases => [.. ConformanceFolder.CasesIn(Folder).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_On_the_runner_that_it_names_Gives_what_it_says(string file) =>
        Assert.Null(await CaseRunner.RunAsync(Path.Combine(Folder, file)));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_On_the_asynchronous_runner_Gives_the_same(string file) =>
        Assert.Null(await CaseRunner.RunAsync(Path.Combine(Folder, file), RunnerChoice.AlwaysAsync));
}
