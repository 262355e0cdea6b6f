using System.Diagnostics;
using Hypergraph;
using Hypergraph.Testing;

namespace CodeCensus.Tests;

/// <summary>The log of a process that is killed as it writes.</summary>
public sealed class KilledLogTests
{
    private const int Kills = 50;

    [Fact]
    public async Task Log_Of_a_killed_process_Has_every_whole_line_And_violates_nothing()
    {
        using var tree = new SourceTree();
        for (int i = 0; i < 1000; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, $"file{i}.cs"), "class A { }\n");
        }

        using var logs = new SourceTree();
        var random = new Random(12);
        int cutShort = 0;
        for (int i = 0; i < Kills; i++)
        {
            string log = Path.Combine(logs.Folder, $"census{i}.jsonl");
            await KillAsync(tree.Folder, log, bytes: random.Next(350_000));
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
