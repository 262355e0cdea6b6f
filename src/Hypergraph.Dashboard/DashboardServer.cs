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
public sealed partial class DashboardServer : IAsyncDisposable
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
        WebApplication application = Build(options);
        try
        {
            CheckAddress(options.Address, application.Services);
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

    /// <summary>Lets a server answer other machines only if its options say so, and then with a warning.</summary>
    private static void CheckAddress(IPAddress address, IServiceProvider services)
    {
        if (IPAddress.IsLoopback(address))
        {
            return;
        }

        if (!services.GetRequiredService<DashboardOptions>().AllowRemoteWithoutAuthorization)
        {
            throw new InvalidOperationException($"{address} can be reached from other machines. Set DashboardOptions.AllowRemoteWithoutAuthorization if all clients there may see all runs.");
        }

        LogRemote(services.GetRequiredService<ILogger<DashboardServer>>(), address);
    }

    [LoggerMessage(63, LogLevel.Warning, "The dashboard answers clients on other machines without authorization, on {Address}. Any client that reaches this port sees all runs.")]
    private static partial void LogRemote(ILogger logger, IPAddress address);

    private static WebApplication Build(DashboardServerOptions options)
    {
        // Without the settings of the program: neither its files nor its environment say on which addresses the server listens, and which it answers.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (options.LoggerFactory is { } loggers)
        {
            builder.Services.AddSingleton(loggers);
        }
        else
        {
            builder.Services.AddSingleton<ILoggerProvider>(_ => new StandardErrorLog());
        }

        // Ctrl-C and SIGTERM end the program as they do without the server.
        builder.Services.AddSingleton<IHostLifetime>(new CallerLifetime());
        builder.Services.AddRouting();
        builder.Services.AddHypergraphDashboard(options.Configure);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Address, options.Port));
        return builder.Build();
    }

    /// <summary>The server lasts until it is disposed, whatever signals the program receives.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
