using System.Net;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard;

/// <summary>Options of a <see cref="DashboardServer"/>. Only they decide how it behaves: the settings of the program, such as its <c>appsettings.json</c>, have no effect on it.</summary>
public sealed record DashboardServerOptions
{
    /// <summary>The port; 0 for one that is free.</summary>
    /// <value>The default value is 0.</value>
    public int Port { get; init; }

    /// <summary>The address on which the server listens. Another one than that of this machine needs <see cref="DashboardOptions.AllowRemoteWithoutAuthorization"/>.</summary>
    /// <value>The default value is <see cref="IPAddress.Loopback"/>.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Sets the options of the dashboard; null for the defaults.</summary>
    public Action<DashboardOptions>? Configure { get; init; }

    /// <summary>Receives what the server logs.</summary>
    /// <value>The default value is null: warnings and errors of the dashboard are written to standard error.</value>
    public ILoggerFactory? LoggerFactory { get; init; }
}
