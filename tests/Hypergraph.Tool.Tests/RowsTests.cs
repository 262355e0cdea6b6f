using System.Text.Json;
using Hypergraph.Progress;

namespace Hypergraph.Tool.Tests;

public sealed class RowsTests
{
    public static TheoryData<string> RunNames => Runs.Names;

    [Fact]
    public async Task Rows_Are_one_array_in_one_line()
    {
        using TempLog log = await TempLog.OfAsync("chain", "failure");

        Assert.Equal(
            new ToolResult(
                0,
                """
                [{"level":0,"icon":"📦","label":"größe","done":1,"total":1,"state":"done","failed":0},{"level":0,"icon":"📦","label":"second","done":1,"total":1,"state":"done","failed":0},{"level":0,"icon":"🗺️","label":"picky Progress","done":3,"total":3,"state":"failed","failed":1},{"level":1,"icon":"📦","label":"check","done":3,"total":3,"state":"failed","failed":1}]

                """,
                ""),
            await ToolProcess.RunAsync("rows", log.Path));
    }

    [Fact]
    public async Task Rows_Are_the_same_with_json_and_from_standard_input()
    {
        using TempLog log = await TempLog.OfAsync("loop");
        string rows = (await ToolProcess.RunAsync("rows", log.Path)).Output;

        Assert.Equal(rows, (await ToolProcess.RunAsync("rows", log.Path, "--json")).Output);
        Assert.Equal(new ToolResult(0, rows, ""), await ToolProcess.RunWithInputAsync(await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken), "rows", "-"));
    }

    [Theory]
    [MemberData(nameof(RunNames))]
    public async Task Rows_Are_those_of_the_run(string name)
    {
        using var log = new TempLog();
        var live = new ModelProcessor();
        using (var processor = new JsonLinesEventProcessor(log.Path))
        {
            await Runs.RunAsync(name, new FakeClock(), processor, live);
        }

        ToolResult result = await ToolProcess.RunAsync("rows", log.Path);

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(
            live.Model.Snapshot().Runs.SelectMany(run => run.Rows).Select(row => (row.Level, row.Label, row.Done, row.Total, JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()), row.Failed)),
            json.RootElement.EnumerateArray().Select(row => (
                row.GetProperty("level").GetInt32(),
                row.GetProperty("label").GetString()!,
                row.GetProperty("done").GetInt64(),
                row.GetProperty("total").GetInt64(),
                row.GetProperty("state").GetString()!,
                row.GetProperty("failed").GetInt64())));
    }

    [Fact]
    public async Task Rows_Of_a_resumed_run_Say_how_many_were_restored()
    {
        using TempLog log = await TempLog.OfAsync("resumed");

        Assert.Equal(
            """
            [{"level":0,"icon":"🗺️","label":"pages Progress","done":3,"total":3,"state":"failed","failed":1,"restored":2},{"level":1,"icon":"📦","label":"read","done":3,"total":3,"state":"failed","failed":1,"restored":2},{"level":1,"icon":"📦","label":"count","done":2,"total":2,"state":"done","failed":0,"restored":1}]

            """,
            (await ToolProcess.RunAsync("rows", log.Path)).Output);
    }

    [Fact]
    public async Task Rows_Of_a_torn_log_are_those_up_to_its_last_whole_line()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        string[] lines = log.Lines;
        log.Lines = [.. lines[..3], lines[3][..20]];

        Assert.Equal(
            """
            [{"level":0,"icon":"📦","label":"größe","done":1,"total":1,"state":"done","failed":0},{"level":0,"icon":"📦","label":"second","done":0,"total":1,"state":"waiting","failed":0}]

            """,
            (await ToolProcess.RunAsync("rows", log.Path)).Output);
    }

    private sealed class ModelProcessor : EventProcessor
    {
        public ProgressModel Model { get; } = new();

        public override void OnEvent(Event e) => Model.Apply(e);
    }
}
