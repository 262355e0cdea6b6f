using System.Diagnostics.CodeAnalysis;
using Hypergraph;
using Hypergraph.Extensions.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds endpoints that show runs.</summary>
public static class HypergraphEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Adds an endpoint that sends the events of a run as server-sent events, those of the past and those to come, until the run ends. The services need <c>AddHypergraph</c>.
    /// </summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="pattern">The route, with the id of the run as the parameter <c>id</c>: <c>/runs/{id}/events</c>. In a group, the parameter may be in the route of the group.</param>
    /// <returns>The endpoint, for conventions such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="ArgumentException">The route has no parameter <c>id</c>.</exception>
    /// <exception cref="InvalidOperationException">The services of the application lack <c>AddHypergraph</c>.</exception>
    /// <remarks>
    /// <para>
    /// Each event has its number as <c>id</c>, and its JSON (<see cref="EventJsonConverter"/>) as <c>data</c>. A client that reconnects sends the last id in the header
    /// <c>Last-Event-ID</c>, as browsers do, and receives the events after it. If some of them are no longer kept, an event named <c>gap</c> with <c>{"missed": number}</c>
    /// comes in their place.
    /// </para>
    /// <para>
    /// The response is 404 for an unknown run, 400 for an id or a header that cannot be read, and 204 if the client has all events of an ended run, which ends the
    /// reconnection of browsers. A slow client does not delay the run.
    /// </para>
    /// </remarks>
    public static IEndpointConventionBuilder MapHypergraphEvents(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints is not RouteGroupBuilder && !Routing.Patterns.RoutePatternFactory.Parse(pattern).Parameters.Any(p => p.Name.Equals(RunEventsEndpoint.IdParameter, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"The route '{pattern}' has no parameter for the id of the run. Write it as {{id}}, such as \"/runs/{{id}}/events\".", nameof(pattern));
        }

        var endpoint = RunEventsEndpoint.Create(endpoints.ServiceProvider);
        return endpoints.MapGet(pattern, (RequestDelegate)endpoint.HandleAsync).WithDisplayName($"Events of Hypergraph runs: {pattern}");
    }
}
