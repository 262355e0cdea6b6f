using System.Net;
using CodeCensus;
using Hypergraph;
using Hypergraph.Orleans;
using Hypergraph.Progress;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Spectre.Console;

namespace ClusterCensus;

/// <summary>The command line: <c>ClusterCensus [--kill] [FOLDER]</c>.</summary>
internal static class ClusterCensusCommand
{
    private const int WrongUsage = 2;

    private static readonly RichProgressOptions Labels = new()
    {
        MapLabel = "Files",
        MapLabels = new Dictionary<string, string> { ["words"] = "Names" },
    };

    public static async Task<int> RunAsync(string[] args)
    {
        bool kills = args.Contains("--kill");
        string[] folders = [.. args.Where(a => a != "--kill")];
        if (folders is not ([] or [_]) || !Directory.Exists(folders.FirstOrDefault() ?? "."))
        {
            await Console.Error.WriteLineAsync("Usage: ClusterCensus [--kill] [FOLDER]. It takes stock of a folder on two silos; --kill ends one of them halfway.");
            return WrongUsage;
        }

        string folder = folders.FirstOrDefault() ?? SolutionFolder.Find();
        var primary = SiloPorts.ForPrimary();
        SiloPorts other = primary.ForAnother();
        using SiloProcess first = await SiloProcess.StartAsync(primary);
        using SiloProcess second = await SiloProcess.StartAsync(other);
        using IHost client = await ConnectAsync(primary, other);

        using var progress = new RichProgressProcessor(Labels);
        EventProcessor[] processors = kills ? [progress, new KillHalfway(second)] : [progress];
        var runner = new OrleansRunner(client.Services.GetRequiredService<IClusterClient>(), processors);
        CensusReport.Write(await TakeAsync(runner, folder), AnsiConsole.Console);
        return 0;
    }

    /// <summary>As the census on one machine, but for the runner.</summary>
    private static async Task<Census> TakeAsync(OrleansRunner runner, string folder)
    {
        string[] paths = [.. SourceFiles.In(folder, CancellationToken.None)];
        MapResult result = await runner.MapAsync(
            CensusGraph.Create(), new { path = paths }, over: "path", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        FileTally[] tallies = [.. result.Get<FileTally?>("tally").OfType<FileTally>()];
        UnreadFile[] unread = [.. result.Failures.Select(f => new UnreadFile(Path.GetRelativePath(folder, paths[f.Index]), f.Error.Message))];
        return new Census(folder, tallies, result.CompletedCount - tallies.Length, unread);
    }

    private static async Task<IHost> ConnectAsync(params SiloPorts[] silos)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client => client.UseStaticClustering([.. silos.Select(s => new IPEndPoint(IPAddress.Loopback, s.Gateway))]));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
