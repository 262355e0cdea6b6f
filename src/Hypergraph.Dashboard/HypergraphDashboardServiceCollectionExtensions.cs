using Hypergraph;
using Hypergraph.Dashboard;
using Hypergraph.Dashboard.Access;
using Hypergraph.Dashboard.Endpoints;
using Hypergraph.Dashboard.Logs;
using Hypergraph.Dashboard.Reports;
using Hypergraph.Dashboard.Runs;
using Hypergraph.Dashboard.Tracking;
using Hypergraph.Durability;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the services of the dashboard.</summary>
public static class HypergraphDashboardServiceCollectionExtensions
{
    /// <summary>
    /// Adds the dashboard: a <see cref="DashboardProcessor"/> to attach to runners, and what <c>MapHypergraph</c> needs. Attach the processor by <c>AddHypergraph(h => h.AddProcessor&lt;DashboardProcessor&gt;())</c>,
    /// or to a runner of your own.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddHypergraphDashboard(this IServiceCollection services, Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DashboardOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<DashboardOptions>>().Value);
        services.TryAddSingleton(CreateTracker);
        services.TryAddSingleton(provider => new DashboardProcessor(provider.GetRequiredService<RunTracker>(), provider.GetRequiredService<DashboardOptions>().IncludesValues));
        services.TryAddSingleton(provider =>
            new StoredRunList(provider.GetRequiredService<DashboardOptions>().Store ?? provider.GetService<IRunStore>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StoredRunList>>()));
        services.TryAddSingleton(provider => new RunCatalog(provider.GetRequiredService<RunTracker>(), provider.GetRequiredService<StoredRunList>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(CreateReports);
        services.TryAddSingleton(CreateEndpoints);
        services.AddHostedService(provider => new LogFollower(
            provider.GetRequiredService<DashboardOptions>(), provider.GetRequiredService<RunTracker>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LogFollower>>()));
        return services;
    }

    private static RunTracker CreateTracker(IServiceProvider provider)
    {
        DashboardOptions options = provider.GetRequiredService<DashboardOptions>();
        Func<Event, string?>? valuesOf = options.IncludesValues ? new EventValues(options.Redact).TextOf : null;
        return new RunTracker(options, valuesOf, provider.GetRequiredService<TimeProvider>());
    }

    private static StoredReports CreateReports(IServiceProvider provider)
    {
        DashboardOptions options = provider.GetRequiredService<DashboardOptions>();
        return new StoredReports(provider.GetRequiredService<RunCatalog>(), options.MaxStoredRunBytes, options.IncludesValues ? new EventValues(options.Redact) : null);
    }

    private static DashboardEndpoints CreateEndpoints(IServiceProvider provider)
    {
        DashboardOptions options = provider.GetRequiredService<DashboardOptions>();
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        StoredRunList stored = provider.GetRequiredService<StoredRunList>();
        RunCatalog catalog = provider.GetRequiredService<RunCatalog>();
        return new DashboardEndpoints(
            new AccessGuard(options, provider.GetRequiredService<ILogger<AccessGuard>>()),
            options,
            stored,
            new RunListStream(catalog, time),
            new RunStream(catalog, time),
            new RunQueries(catalog, provider.GetRequiredService<RunTracker>()),
            new StoredQueries(catalog, stored, provider.GetRequiredService<StoredReports>()),
            new Actions(catalog, stored, options));
    }
}
