using System.Diagnostics;
using System.Text.Json;
using Hypergraph;
using Hypergraph.Progress;
using Hypergraph.Testing;
using Hypergraph.Tool.Tests;
using EventLog = Hypergraph.EventLog;

namespace CodeCensus.Tests;

/// <summary>The log of a process that is killed as it writes.</summary>
public sealed class KilledLogTests
{
    private const int Kills = 50;
    private const int CheckedKills = 15;

    // The log of the whole census is about as long.
    private const int MaxBytes = 350_000;

    [Fact]
    public async Task Log_Of_a_killed_process_Has_every_whole_line_And_violates_nothing()
    {
        using SourceTree tree = await CreateTreeAsync();
        using var logs = new SourceTree();
        var random = new Random(12);
        int cutShort = 0;
        for (int i = 0; i < Kills; i++)
        {
            string log = Path.Combine(logs.Folder, $"census{i}.jsonl");
            await KillAsync(tree.Folder, log, bytes: random.Next(MaxBytes));
            List<EventLogLine> lines = await EventLog.ReadLinesAsync(log).ToListAsync(TestContext.Current.CancellationToken);
            int whole = (await File.ReadAllBytesAsync(log, TestContext.Current.CancellationToken)).Count(b => b == '\n');

            Assert.Equal(whole, lines.Count(line => line.Event is not null));
            Assert.All(lines.Where(line => line.Event is null), line => Assert.True(line.IsTorn));
            string? violation = EventContract.FindViolation(lines.Select(line => line.Event).OfType<Event>());
            Assert.True(violation is null or "The last event is not the end of the root run." || violation.StartsWith("These have no end:", StringComparison.Ordinal), violation);
            cutShort += violation is null ? 0 : 1;
        }

        Assert.True(cutShort > Kills / 2, $"Only {cutShort} of {Kills} processes were killed as they wrote.");
    }

    [Fact]
    public async Task Command_On_the_log_of_a_killed_process_Reads_every_whole_line_And_names_no_violation()
    {
        using SourceTree tree = await CreateTreeAsync();
        using var logs = new SourceTree();
        var random = new Random(34);
        int unfinished = 0;
        int torn = 0;
        for (int i = 0; i < CheckedKills; i++)
        {
            string log = Path.Combine(logs.Folder, $"census{i}.jsonl");
            int length = random.Next(MaxBytes);
            await KillAsync(tree.Folder, log, bytes: length);
            if (i % 2 == 1)
            {
                Cut(log, length);
            }

            byte[] bytes = await File.ReadAllBytesAsync(log, TestContext.Current.CancellationToken);
            int whole = bytes.Count(b => b == '\n');

            ToolResult check = await ToolProcess.RunAsync("check", log);
            ToolResult rows = await ToolProcess.RunAsync("rows", log);

            Assert.Equal((0, string.Empty), (check.ExitCode, check.Error));
            Assert.StartsWith($"{log}: {(whole == 0 ? "0 runs" : "1 run")}, {whole} {(whole == 1 ? "event" : "events")}, no violation.\n", check.Output, StringComparison.Ordinal);
            bool isTorn = bytes.Length > 0 && bytes[^1] != '\n';
            Assert.Equal(isTorn, check.Output.EndsWith($"{log}:{whole + 1}: the line ends in the middle of an event. It was skipped.\n", StringComparison.Ordinal));
            Assert.Equal((0, string.Empty), (rows.ExitCode, rows.Error));
            Assert.Equal(await RowsOfAsync(log), RowsIn(rows.Output));
            torn += isTorn ? 1 : 0;
            unfinished += check.Output.Contains(" is unfinished. Without an end: RunStart ", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(torn, CheckedKills / 4, CheckedKills);
        Assert.True(unfinished > CheckedKills / 2, $"Only {unfinished} of {CheckedKills} processes were killed as they wrote.");
    }

    /// <summary>Cuts a log where the kernel could have written only a part of a line; a process that is killed rarely leaves one.</summary>
    private static void Cut(string log, int length)
    {
        using FileStream file = File.OpenWrite(log);
        file.SetLength(Math.Min(length, file.Length));
    }

    /// <summary>The rows after the whole lines of a log, as the library reads it.</summary>
    private static async Task<string[]> RowsOfAsync(string log)
    {
        var model = new ProgressModel();
        await foreach (EventLogLine line in EventLog.ReadLinesAsync(log))
        {
            if (line.Event is { } e)
            {
                model.Apply(e);
            }
        }

        return [.. model.Snapshot().Runs.SelectMany(run => run.Rows).Select(row => $"{row.Level} {row.Label} {row.Done}/{row.Total} {JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString())} {row.Failed}")];
    }

    private static string[] RowsIn(string output)
    {
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.EnumerateArray().Select(row => string.Join(
            ' ', row.GetProperty("level"), row.GetProperty("label"), $"{row.GetProperty("done")}/{row.GetProperty("total")}", row.GetProperty("state"), row.GetProperty("failed")))];
    }

    /// <summary>Creates the files that the census reads.</summary>
    private static async Task<SourceTree> CreateTreeAsync()
    {
        var tree = new SourceTree();
        for (int i = 0; i < 1000; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, $"file{i}.cs"), "class A { }\n");
        }

        return tree;
    }

    /// <summary>Starts the census, and kills it when its log has a length.</summary>
    private static async Task KillAsync(string folder, string log, int bytes)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Census).Assembly.Location, folder, "--log", log])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var file = new FileInfo(log);
        while (!process.HasExited && (!file.Exists || file.Length < bytes))
        {
            await Task.Delay(1);
            file.Refresh();
        }

        process.Kill();
        await process.WaitForExitAsync();
    }
}
