using System.CommandLine;
using System.Diagnostics;
using Hypergraph;
using Hypergraph.Testing;
using EventLog = Hypergraph.EventLog;

namespace CodeCensus.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task Run_Folder_that_does_not_exist_One_line_on_error_and_exit_code_2()
    {
        Outcome outcome = await RunAsync("no-such-folder");

        Assert.Equal(new Outcome(2, "", $"CodeCensus: There is no folder 'no-such-folder'.{Environment.NewLine}"), outcome);
    }

    [Fact]
    public async Task Run_File_instead_of_a_folder_One_line_on_error_and_exit_code_2()
    {
        using var tree = SourceTree.WithEverything();
        string file = Path.Combine(tree.Folder, "picture.png");

        Outcome outcome = await RunAsync(file);

        Assert.Equal(new Outcome(2, "", $"CodeCensus: '{file}' is a file, not a folder.{Environment.NewLine}"), outcome);
    }

    [Fact]
    public async Task Run_Too_many_arguments_One_line_on_error_and_exit_code_2()
    {
        Outcome outcome = await RunAsync("one", "two");

        Assert.Equal(new Outcome(2, "", $"CodeCensus: Unrecognized command or argument 'two'. Try --help.{Environment.NewLine}"), outcome);
    }

    [Fact]
    public async Task Run_Piped_Shows_the_census_without_control_characters_And_progress_on_standard_error()
    {
        using var tree = SourceTree.WithEverything();
        tree.Link("\u001b[31mred.cs", "nowhere");

        Outcome outcome = await RunAsync(tree.Folder);

        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain(outcome.Output + outcome.Error, c => char.IsControl(c) && c is not ('\n' or '\r'));
        Assert.DoesNotContain("census:", outcome.Output, StringComparison.Ordinal);
        Assert.StartsWith("census: Files started", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("│ C#       │     1 │    4 │       4 │     2 │    10 │", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("│ Total    │     2 │    6 │       5 │     3 │    13 │", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("guest +█+ 4", outcome.Output);
        Assert.Contains("2 text files, 1 binary file skipped, 2 files not read.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Not read: lost.cs: Could not find file", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Not read: ?[31mred.cs: Could not find file", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Output.Split('\n'), line => line.TrimEnd('\r').EndsWith(' '));
    }

    [Fact]
    public async Task Log_Has_every_event_of_the_run()
    {
        using var tree = SourceTree.WithEverything();
        using var logs = new SourceTree();
        string log = Path.Combine(logs.Folder, "census.jsonl");

        Outcome outcome = await RunAsync(tree.Folder, "--log", log);
        List<Event> events = await EventLog.ReadAsync(log).ToListAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(4, Assert.IsType<RunStartEvent>(events[0]).MapSize);
        Assert.Equal(RunStatus.Partial, Assert.IsType<RunEndEvent>(events[^1]).Status);
        Assert.Single(events.OfType<NodeErrorEvent>());
        events.AssertWellFormed();
    }

    [Fact]
    public async Task Log_That_cannot_be_written_One_line_on_error_and_exit_code_2()
    {
        using var tree = SourceTree.WithEverything();

        Outcome outcome = await RunAsync(tree.Folder, "--log", Path.Combine(tree.Folder, "missing", "census.jsonl"));

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^CodeCensus: Could not find a part of the path '[^\n]+'.\r?\n$", outcome.Error);
    }

    [Fact]
    public async Task Run_Empty_folder_Says_so()
    {
        using var tree = new SourceTree();

        Outcome outcome = await RunAsync(tree.Folder);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal($"There are no files in '{tree.Folder}'.", outcome.Output.Trim());
    }

    [Fact]
    public async Task Invoke_Cancelled_One_line_on_error_and_exit_code_130()
    {
        using var tree = SourceTree.WithEverything();
        using var error = new StringWriter();

        int exitCode = await CensusCommand.InvokeAsync(
            [tree.Folder], new InvocationConfiguration { Error = error }, new CancellationToken(canceled: true));

        Assert.Equal(130, exitCode);
        Assert.Equal($"CodeCensus: stopped before the census was complete.{Environment.NewLine}", error.ToString());
    }

    private static async Task<Outcome> RunAsync(params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Census).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }

    private sealed record Outcome(int ExitCode, string Output, string Error);
}
