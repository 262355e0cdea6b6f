using System.Reflection;
using Hypergraph.Dashboard.Access;
using Hypergraph.Dashboard.Assets;
using Hypergraph.Dashboard.Http;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hypergraph.Dashboard.Endpoints;

/// <summary>The addresses of the dashboard.</summary>
/// <param name="guard">Decides which requests are answered.</param>
/// <param name="options">The options.</param>
/// <param name="stored">The runs of the store.</param>
/// <param name="list">The list of runs.</param>
/// <param name="run">The rows of a run.</param>
/// <param name="queries">What is asked about a run.</param>
/// <param name="storedQueries">What is asked about a stored run.</param>
/// <param name="actions">What the page does.</param>
internal sealed class DashboardEndpoints(
    AccessGuard guard, DashboardOptions options, StoredRunList stored, RunListStream list, RunStream run, RunQueries queries, StoredQueries storedQueries, Actions actions)
{
    private static readonly string Version =
        typeof(DashboardEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Adds the addresses to a group.</summary>
    public void Map(RouteGroupBuilder group)
    {
        Get(group, "/", PageAsync);
        Get(group, "/assets/{name}", context => PageAssets.SendAsync(context, context.GetRouteValue("name") as string ?? string.Empty));
        Get(group, "/api/info", InfoAsync);
        Get(group, "/api/runs/stream", list.HandleAsync);
        Get(group, "/api/runs/{key}/stream", run.HandleAsync);
        Get(group, "/api/runs/{key}/graph", queries.GraphAsync);
        Get(group, "/api/runs/{key}/failures", queries.FailuresAsync);
        Get(group, "/api/runs/{key}/events", queries.EventsAsync);
        Get(group, "/api/runs/{key}/timeline", queries.TimelineAsync);
        Get(group, "/api/runs/{key}/items", queries.ItemsAsync);
        Get(group, "/api/runs/{key}/stored", storedQueries.HandleAsync);
        Post(group, "/api/runs/{key}/answer", actions.AnswerAsync);
        Post(group, "/api/runs/{key}/stop", actions.StopAsync);
    }

    private void Get(RouteGroupBuilder group, string pattern, RequestDelegate handle) =>
        group.MapGet(pattern, (RequestDelegate)(context => guard.ReadAsync(context, handle))).WithDisplayName($"Hypergraph dashboard: {pattern}");

    private void Post(RouteGroupBuilder group, string pattern, RequestDelegate handle) =>
        group.MapPost(pattern, (RequestDelegate)(context => guard.ChangeAsync(context, handle))).WithDisplayName($"Hypergraph dashboard: {pattern}");

    /// <summary>Sends the page. Its addresses are relative, so it has to be opened with a slash at the end.</summary>
    private static Task PageAsync(HttpContext context)
    {
        if (context.Request.Path.Value is { } path && path.EndsWith('/'))
        {
            return PageAssets.SendPageAsync(context);
        }

        context.Response.Redirect($"{context.Request.PathBase}{context.Request.Path}/{context.Request.QueryString}");
        return Task.CompletedTask;
    }

    private Task InfoAsync(HttpContext context) => Responses.JsonAsync(
        context,
        new DashboardInfo(Version, stored.Store is not null, options.AllowsAnswers && stored.Store is not null, options.Stop is not null, options.IncludesValues, guard.Token),
        DashboardJson.Default.DashboardInfo);
}
