namespace Hypergraph.Tool.Tests;

/// <summary>Wrong usage and unreadable input: exit code 2, and one line on standard error.</summary>
public sealed class UnusableTests
{
    public static TheoryData<string> Readers => ["watch", "replay", "rows", "stats", "check", "serve"];

    [Theory]
    [InlineData("No command was named. See hypergraph --help.")]
    [InlineData("'row' is not known. See hypergraph --help.", "row")]
    [InlineData("Required argument 'FILE' missing for command: 'rows'. See hypergraph --help.", "rows")]
    [InlineData("'--colour' is not known. See hypergraph --help.", "rows", "run.jsonl", "--colour")]
    [InlineData("--speed must be a finite number greater than 0. See hypergraph --help.", "replay", "run.jsonl", "--speed", "0")]
    [InlineData("--speed must be a finite number greater than 0. See hypergraph --help.", "replay", "run.jsonl", "--speed", "-1")]
    [InlineData("--speed must be a finite number greater than 0. See hypergraph --help.", "replay", "run.jsonl", "--speed", "fast")]
    [InlineData("--speed must be a finite number greater than 0. See hypergraph --help.", "replay", "run.jsonl", "--speed", "NaN")]
    [InlineData("--speed must be a finite number greater than 0. See hypergraph --help.", "replay", "run.jsonl", "--speed", "Infinity")]
    [InlineData("--speed must be a finite number greater than 0. See hypergraph --help.", "replay", "run.jsonl", "--speed", "-∞")]
    [InlineData("--speed must be a finite number greater than 0. See hypergraph --help.", "replay", "run.jsonl", "--speed", "1e999")]
    [InlineData("--factor must be a finite number of at least 1. See hypergraph --help.", "diff", "a.jsonl", "b.jsonl", "--factor", "0.5")]
    [InlineData("Only one of the logs can be standard input.", "diff", "-", "-")]
    [InlineData("Nothing to show was named. Name a log, or a store with --store FILE.", "serve")]
    [InlineData("Standard input cannot be served. Name the file of a log.", "serve", "-")]
    [InlineData("The folder of 'no/such.jsonl' does not exist.", "serve", "no/such.jsonl")]
    [InlineData("--port must be a whole number from 1 to 65535. See hypergraph --help.", "serve", "run.jsonl", "--port", "0")]
    [InlineData("--port must be a whole number from 1 to 65535. See hypergraph --help.", "serve", "run.jsonl", "--port", "70000")]
    [InlineData("'--readonly' is no option of this command, and no file. The options are in: hypergraph --help.", "serve", "--readonly")]
    [InlineData("'--bogus' is no option of this command, and no file. The options are in: hypergraph --help.", "watch", "--bogus")]
    [InlineData("Argument 'tcsh' not recognized. Must be one of: 'bash' 'zsh' 'fish' See hypergraph --help.", "completion", "tcsh")]
    public async Task Usage_Is_explained_in_one_line(string message, params string[] arguments) =>
        Assert.Equal(new ToolResult(2, "", $"hypergraph: {message}\n"), await ToolProcess.RunAsync(arguments));

    [Theory]
    [InlineData("replay")]
    [InlineData("rows")]
    [InlineData("picture")]
    [InlineData("stats")]
    [InlineData("check")]
    public async Task Missing_file_Is_named(string command) =>
        Assert.Equal(new ToolResult(2, "", "hypergraph: 'no/such.jsonl' does not exist.\n"), await ToolProcess.RunAsync(command, "no/such.jsonl"));

    [Fact]
    public async Task Missing_folder_Is_named_by_watch() =>
        Assert.Equal(new ToolResult(2, "", "hypergraph: The folder of 'no/such.jsonl' does not exist.\n"), await ToolProcess.RunAsync("watch", "no/such.jsonl"));

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Folder_Is_no_log(string command) =>
        Assert.Equal(new ToolResult(2, "", "hypergraph: '/tmp' is a folder. Name the file of a log, or - for standard input.\n"), await ToolProcess.RunAsync(command, "/tmp"));

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Newer_version_Is_explained(string command)
    {
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = [.. log.Lines.Select(line => line.Replace("\"v\":1,", "\"v\":2,", StringComparison.Ordinal))];

        Assert.Equal(
            new ToolResult(2, "", $"hypergraph: Line 1 of {log.Path} has version 2 of the format of event logs. This version of Hypergraph reads versions up to 1. Read the log with a newer one.\n"),
            await ToolProcess.RunAsync(command, log.Path));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Garbage_Is_no_log(string command)
    {
        using var log = new TempLog();
        log.Lines = ["this is", "no log"];

        ToolResult result = await ToolProcess.RunAsync(command, log.Path);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        string start = command == "check" ? $"hypergraph: {log.Path} is not an event log. Line 1: " : $"hypergraph: Line 1 of {log.Path} is not an event: ";
        Assert.StartsWith(start, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(character => character == '\n'));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Empty_log_Is_fine(string command)
    {
        if (command is "watch" or "serve")
        {
            // It waits for the first run.
            return;
        }

        using var log = new TempLog();
        log.Lines = [];

        ToolResult result = await ToolProcess.RunAsync(command, log.Path);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }
}
