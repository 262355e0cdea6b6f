using System.Diagnostics.CodeAnalysis;
using Hypergraph.Dashboard;
using Hypergraph.Dashboard.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the dashboard to an application.</summary>
public static class HypergraphDashboardEndpointRouteBuilderExtensions
{
    /// <summary>Adds the page of the dashboard with all that it loads. The services need <c>AddHypergraphDashboard</c>.</summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="pattern">The address of the page, such as <c>/hypergraph</c>.</param>
    /// <returns>The endpoints, for conventions such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException">The services of the application lack <c>AddHypergraphDashboard</c>.</exception>
    /// <remarks>
    /// Without an authorization policy only clients of this machine are answered, and only under an address or a name of <see cref="DashboardOptions.AllowedHosts"/>. Values of nodes are sent only with
    /// <see cref="DashboardOptions.IncludesValues"/>. Scripts of other sites are refused, also if a policy of <c>UseCors</c> lets them read what the application answers.
    /// </remarks>
    public static IEndpointConventionBuilder MapHypergraph(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/hypergraph")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        DashboardEndpoints dashboard = endpoints.ServiceProvider.GetService<DashboardEndpoints>()
            ?? throw new InvalidOperationException("The services have no dashboard. Call builder.Services.AddHypergraphDashboard() before the application is built.");
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        dashboard.Map(group);
        return group;
    }
}
