using Hypergraph.Progress;
using Hypergraph.Progress.Tests;
using FeatureRuns = Hypergraph.Tool.Tests.Runs;

namespace Hypergraph.Dashboard.Tests;

/// <summary>The rows of a log in the document are those that <c>hypergraph rows</c> prints of it.</summary>
public sealed class RowsTests(TestBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> RunNames => FeatureRuns.Names;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public Task Rows_Of_a_scenario_Are_those_of_its_log(int id) => AssertSameAsync(ScenarioRuns.Get(id).Events);

    [Theory]
    [MemberData(nameof(RunNames))]
    public async Task Rows_Of_a_feature_Are_those_of_its_log(string name)
    {
        var events = new EventRecorder();
        await FeatureRuns.RunAsync(name, new FakeClock(), events);
        await AssertSameAsync(events.Events);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public Task Rows_Of_a_log_that_ends_in_the_middle_Are_those_so_far(int id)
    {
        IReadOnlyList<Event> events = ScenarioRuns.Get(id).Events;
        return AssertSameAsync([.. events.Take(events.Count / 2)]);
    }

    private async Task AssertSameAsync(IReadOnlyList<Event> events)
    {
        using var folder = new TempFolder();
        folder.Write(events);
        var model = new ProgressModel();
        await foreach (Event e in EventLog.ReadAsync(folder.Log, cancellationToken: Token))
        {
            model.Apply(e);
        }

        ProgressRun run = Assert.Single(model.Snapshot().Runs);
        ShownRow[] expected = [.. run.Rows.Select(ShownRow.Of)];
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.Logs.Add(folder.Log) }, Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync($"[data-run='{run.RunId}']");
        await page.GoAsync($"#/run/{run.RunId}/tree");
        await page.ShowsAsync(".tree");

        // The log is read while the page is open already.
        IReadOnlyList<ShownRow> shown = await page.RowsAsync();
        for (int i = 0; i < 100 && !shown.SequenceEqual(expected); i++)
        {
            await Task.Delay(50, Token);
            shown = await page.RowsAsync();
        }

        Assert.Equal(expected, shown);
        string[] words = await page.Page.Locator(".tree [data-row] .row-label .text").AllInnerTextsAsync() is var texts ? [.. texts] : [];
        Assert.Equal(expected.Select(row => row.Label), words);
    }
}
