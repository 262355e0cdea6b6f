using Hypergraph.Dashboard;
using Hypergraph.Durability;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;
using Hypergraph.Tool.StoredRuns;

namespace Hypergraph.Tool.Serving;

/// <summary>Serves the dashboard for logs and a store.</summary>
internal static class ServedDashboard
{
    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="sources">What is shown.</param>
    /// <param name="started">Receives the address of the page.</param>
    /// <param name="cancellationToken">Ends the server.</param>
    /// <exception cref="ToolException">There is nothing to show, a log cannot be one, or the port is in use.</exception>
    public static async Task RunAsync(ServedSources sources, Action<Uri> started, CancellationToken cancellationToken)
    {
        foreach (string log in sources.Logs)
        {
            Require(log);
            await RequireEventsAsync(log, cancellationToken).ConfigureAwait(false);
        }

        IRunStore? store = await OpenStoreAsync(sources, cancellationToken).ConfigureAwait(false);
        try
        {
            DashboardServer server = await StartAsync(sources, store, cancellationToken).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                started(server.Address);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            if (store is not null)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static void Require(string log)
    {
        if (log == LogInput.StandardInput)
        {
            throw new ToolException("Standard input cannot be served. Name the file of a log.");
        }

        LogInput.RequireName(log);
        if (Path.GetDirectoryName(Path.GetFullPath(log)) is { } folder && !Directory.Exists(folder))
        {
            throw new ToolException($"The folder of '{log}' does not exist.");
        }
    }

    /// <summary>Reads the first event of a log that exists, as no reader could see later why a file that is none shows nothing.</summary>
    private static async Task RequireEventsAsync(string log, CancellationToken cancellationToken)
    {
        if (File.Exists(log))
        {
            _ = await LogInput.ReadAsync(log, cancellationToken).AnyAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            StandardOutput.WriteError($"Waiting for '{log}'.");
        }
    }

    private static async Task<IRunStore?> OpenStoreAsync(ServedSources sources, CancellationToken cancellationToken)
    {
        if (sources.Store is not null || !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(StoreLocation.Variable)))
        {
            return await StoreLocation.OpenAsync(sources.Store, cancellationToken).ConfigureAwait(false);
        }

        return sources.Logs.Count > 0 ? null : throw new ToolException("Nothing to show was named. Name a log, or a store with --store FILE.");
    }

    private static async Task<DashboardServer> StartAsync(ServedSources sources, IRunStore? store, CancellationToken cancellationToken)
    {
        try
        {
            return await DashboardServer.StartAsync(
                new DashboardServerOptions
                {
                    Port = sources.Port,
                    Configure = options =>
                    {
                        options.Store = store;
                        options.IncludesValues = sources.IncludesValues;
                        options.AllowsAnswers = !sources.IsReadOnly;
                        foreach (string log in sources.Logs)
                        {
                            options.Logs.Add(log);
                        }
                    },
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new ToolException($"Port {sources.Port} cannot be used: {exception.Message} Use another one with --port.", exception);
        }
    }
}
