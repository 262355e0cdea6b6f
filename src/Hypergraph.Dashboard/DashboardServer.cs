using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard;

/// <summary>The dashboard with a web server of its own, for programs that are no web applications.</summary>
/// <example>
/// <code>
/// await using DashboardServer dashboard = await DashboardServer.StartAsync();
/// Console.WriteLine(dashboard.Address);
/// var runner = new AsyncRunner { EventProcessors = [dashboard.Processor] };
/// </code>
/// </example>
public sealed class DashboardServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private DashboardServer(WebApplication application)
    {
        _application = application;
        Processor = application.Services.GetRequiredService<DashboardProcessor>();
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The processor to attach to runners.</summary>
    public DashboardProcessor Processor { get; }

    /// <summary>The address of the page.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="InvalidOperationException">The address is not one of this machine only, and the options do not allow that.</exception>
    public static async Task<DashboardServer> StartAsync(DashboardServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DashboardServerOptions();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        if (options.LoggerFactory is { } loggers)
        {
            builder.Services.AddSingleton(loggers);
        }

        // Ctrl-C and SIGTERM end the program as they do without the server.
        builder.Services.AddSingleton<IHostLifetime>(new CallerLifetime());
        builder.Services.AddHypergraphDashboard(options.Configure);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Address, options.Port));
        WebApplication application = builder.Build();
        try
        {
            if (!IPAddress.IsLoopback(options.Address) && !application.Services.GetRequiredService<DashboardOptions>().AllowRemoteWithoutAuthorization)
            {
                throw new InvalidOperationException($"{options.Address} can be reached from other machines. Set DashboardOptions.AllowRemoteWithoutAuthorization if all clients there may see all runs.");
            }

            application.MapHypergraph("/");
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new DashboardServer(application);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the server. Viewers try to connect again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The server lasts until it is disposed, whatever signals the program receives.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
