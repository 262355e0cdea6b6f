using System.Text.Json;
using CsCheck;

namespace Hypergraph.Progress.Tests;

/// <summary>What holds for the lines of any run, whatever happens in it and however often they are written.</summary>
public sealed class ReportProperties
{
    private static readonly LineSchema Schema = new();

    [Theory]
    [InlineData(ProgressMode.Plain)]
    [InlineData(ProgressMode.Accessible)]
    [InlineData(ProgressMode.Quiet)]
    public void Lines_Of_any_run_Have_no_control_character(ProgressMode mode) => RandomGraphs.Runs.Sample(
        run => Assert.All(Lines(run, mode), line => Assert.DoesNotContain(line, char.IsControl)),
        iter: 100,
        print: run => $"{run}");

    [Fact]
    public void Plain_Of_any_run_Says_of_each_node_that_it_started_Then_that_it_ended_And_last_how_the_run_ended() => RandomGraphs.Runs.Sample(
        run =>
        {
            List<ProgressRow> rows = [];
            string[] lines = Lines(run, ProgressMode.Plain, rows);
            int ending = Array.FindIndex(lines, line => !line.StartsWith("g: ", StringComparison.Ordinal));
            Assert.Equal(Array.FindLastIndex(lines, line => !line.StartsWith("  ", StringComparison.Ordinal)), ending);
            foreach (ProgressRow row in rows.Where(row => row is { HasTime: false, StartedAt: not null } && row.Icon != ProgressIcon.Map))
            {
                string name = $"g: {row.Path} ";
                string[] said = [.. lines.Where(line => line.StartsWith(name, StringComparison.Ordinal) && !line.StartsWith($"{name}Progress ", StringComparison.Ordinal) && !line.Contains(" retry ", StringComparison.Ordinal))];
                Assert.Equal(2, said.Length);
                Assert.Equal($"{name}started", said[0]);
            }
        },
        iter: 100,
        print: run => $"{run}");

    [Fact]
    public void Json_Of_any_run_Is_ascii_Of_the_schema_Begins_and_ends_And_never_goes_back() => RandomGraphs.Runs.Sample(
        run =>
        {
            string[] lines = Lines(run, ProgressMode.Json);
            Assert.All(lines, line => Assert.DoesNotContain(line, c => c is < ' ' or > '~'));
            Assert.All(lines, Schema.AssertValid);
            List<JsonElement> objects = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
            Assert.Equal("run-started", objects[0].GetProperty("type").GetString());
            Assert.Equal("run-ended", objects[^1].GetProperty("type").GetString());

            Dictionary<(string, string), long> done = [];
            foreach (JsonElement row in objects.SelectMany(Rows))
            {
                var key = (row.GetProperty("path").GetString()!, row.GetProperty("kind").GetString()!);
                long now = row.GetProperty("done").GetInt64();
                Assert.InRange(now, done.GetValueOrDefault(key), row.TryGetProperty("total", out JsonElement total) ? total.GetInt64() : long.MaxValue);
                done[key] = now;
            }
        },
        iter: 100,
        print: run => $"{run}");

    private static IEnumerable<JsonElement> Rows(JsonElement line) => line.TryGetProperty("row", out JsonElement row)
        ? [row]
        : line.GetProperty("rows").EnumerateArray();

    /// <summary>The lines, some of them written while the run is in flight.</summary>
    private static string[] Lines(RandomCall run, ProgressMode mode, List<ProgressRow>? rows = null)
    {
        using var test = new LiveTest(mode: mode, options: new RichProgressOptions { MaxFailures = 2 });
        var model = new ProgressModel(new ProgressModelOptions { TimeProvider = test.Clock });
        var pace = new Random(run.Seed);
        var script = new EventScript(
            e =>
            {
                test.Processor.OnEvent(e);
                model.Apply(e);
                test.Clock.Advance(TimeSpan.FromMilliseconds(pace.Next(3) == 0 ? 120 : 1));
            },
            test.Clock);
        new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize, run.IsStream);
        test.Processor.Shutdown();
        rows?.AddRange(model.Snapshot().Runs[0].Rows);
        return test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
