using System.CommandLine;
using System.Globalization;
using Hypergraph;
using Hypergraph.Dashboard;
using Hypergraph.Durability;
using Hypergraph.Durability.Sqlite;
using Hypergraph.Progress;
using Spectre.Console;

namespace CodeCensus;

/// <summary>The command line: <c>CodeCensus [FOLDER] [--log FILE] [--store FILE --id ID] [--serve]</c>.</summary>
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
        var store = new Option<string?>("--store") { Description = "A SQLite file in which the census is stored as it goes, to continue after it was killed.", HelpName = "FILE" };
        var id = new Option<string?>("--id") { Description = "The id of the census in the store. One that is complete is shown again.", HelpName = "ID" };
        var serve = new Option<bool>("--serve") { Description = "Shows the run on a local web page too, until Ctrl-C." };
        var command = new RootCommand("Takes stock of a source tree: its languages, its lines, and the words in its names.") { folder, log, store, id, serve };
        command.Validators.Add(result =>
        {
            if (result.GetValue(store) is null != result.GetValue(id) is null)
            {
                result.AddError("--store and --id need each other.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(folder), parsed.GetValue(log), parsed.GetValue(store), parsed.GetValue(id), parsed.GetValue(serve), parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string folder, string? logFile, string? storeFile, string? id, bool serves, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return await Refuse(errors, File.Exists(folder) ? $"'{folder}' is a file, not a folder." : $"There is no folder '{folder}'.");
        }

        try
        {
            using JsonLinesEventProcessor? log = logFile is null ? null : new JsonLinesEventProcessor(logFile);
            using var progress = new RichProgressProcessor(Labels);
            await using SqliteRunStore? store = storeFile is null ? null : await SqliteRunStore.OpenAsync(storeFile, cancellationToken: cancellationToken);
            await using DashboardServer? dashboard = serves ? await StartDashboardAsync(store, errors, cancellationToken) : null;
            var steps = new StepCounter();
            EventProcessor?[] processors = [progress, steps, log, dashboard?.Processor];
            Census census = await Census.TakeAsync(folder, [.. processors.OfType<EventProcessor>()], store is null ? null : new StoredCensus(store, id!), cancellationToken);
            if (steps.RestoredCount > 0)
            {
                await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"restored {steps.RestoredCount:N0} of {steps.Count:N0} steps"));
            }

            CensusReport.Write(census, AnsiConsole.Console);
            if (dashboard is not null)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("CodeCensus: stopped before the census was complete.");
            return Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RunStoreException or RunHeldException or LeaseLostException or GraphChangedException or InvalidInputException)
        {
            return await Refuse(errors, exception.Message);
        }
    }

    private static async Task<DashboardServer> StartDashboardAsync(SqliteRunStore? store, TextWriter errors, CancellationToken cancellationToken)
    {
        DashboardServer dashboard = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = options => options.Store = store }, cancellationToken);
        await errors.WriteLineAsync($"{dashboard.Address} shows the run. Ctrl-C ends it.");
        return dashboard;
    }

    private static async Task<int> Refuse(TextWriter errors, string why)
    {
        await errors.WriteLineAsync($"CodeCensus: {why}");
        return WrongUsage;
    }
}
