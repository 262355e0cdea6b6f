using System.CommandLine;
using Hypergraph;
using Hypergraph.Progress;
using Spectre.Console;

namespace CodeCensus;

/// <summary>The command line: <c>CodeCensus [FOLDER] [--log FILE]</c>.</summary>
internal static class CensusCommand
{
    public const int Done = 0;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;

    private static readonly RichProgressOptions Labels = new()
    {
        MapLabel = "Files",
        MapLabels = new Dictionary<string, string> { ["words"] = "Names" },
    };

    public static Task<int> InvokeAsync(string[] args, InvocationConfiguration? configuration = null, CancellationToken cancellationToken = default)
    {
        configuration ??= new InvocationConfiguration();
        ParseResult command = Create().Parse(args);
        if (command.Errors is [var error, ..])
        {
            return Refuse(configuration.Error, $"{error.Message} Try --help.");
        }

        // Ctrl-C cancels the token that the action gets.
        return command.InvokeAsync(configuration, cancellationToken);
    }

    private static RootCommand Create()
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder to take stock of; by default that of the solution.",
            DefaultValueFactory = _ => SolutionFolder.Find(),
        };
        var log = new Option<string?>("--log") { Description = "A file to which the events of the run are written, one JSON object a line.", HelpName = "FILE" };
        var command = new RootCommand("Takes stock of a source tree: its languages, its lines, and the words in its names.") { folder, log };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(folder), parsed.GetValue(log), parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string? logFile, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return await Refuse(errors, File.Exists(folder) ? $"'{folder}' is a file, not a folder." : $"There is no folder '{folder}'.");
        }

        try
        {
            using JsonLinesEventProcessor? log = logFile is null ? null : new JsonLinesEventProcessor(logFile);
            using var progress = new RichProgressProcessor(Labels);
            Census census = await Census.TakeAsync(folder, log is null ? [progress] : [progress, log], cancellationToken);
            CensusReport.Write(census, AnsiConsole.Console);
            return Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("CodeCensus: stopped before the census was complete.");
            return Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await Refuse(errors, exception.Message);
        }
    }

    private static async Task<int> Refuse(TextWriter errors, string why)
    {
        await errors.WriteLineAsync($"CodeCensus: {why}");
        return WrongUsage;
    }
}
