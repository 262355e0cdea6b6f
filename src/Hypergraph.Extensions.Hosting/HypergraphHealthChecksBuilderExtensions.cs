using Hypergraph.Extensions.Hosting;
using Hypergraph.Extensions.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health check of runs.</summary>
public static class HypergraphHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the runs of the host: <c>Unhealthy</c> while the host is stopping and no run starts any more, <c>Degraded</c> as the options say. Its data has the numbers of live,
    /// recent and failed runs, and the age of the oldest live run.
    /// </summary>
    /// <param name="builder">The builder of health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="tags">Tags to select checks by.</param>
    /// <param name="configure">Sets when the check reports a problem.</param>
    public static IHealthChecksBuilder AddHypergraph(
        this IHealthChecksBuilder builder, string name = "hypergraph", IEnumerable<string>? tags = null, Action<HypergraphHealthCheckOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var options = new HypergraphHealthCheckOptions();
        configure?.Invoke(options);
        return builder.Add(new HealthCheckRegistration(
            name,
            services => new RunHealthCheck(services.GetRequiredService<IRunRegistry>(), services.GetService<TimeProvider>() ?? TimeProvider.System, options),
            failureStatus: null,
            tags));
    }
}
