using Hypergraph.Dashboard;
using Hypergraph.Extensions.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to the dashboard, word for word.</summary>
public sealed class DashboardGuides
{
    private static readonly Graph Twice = new("double", [Node.Create((int x) => 2 * x, output: "y", name: "twice")]);

    [Fact]
    public async Task Application_Has_the_page_And_its_runner_the_processor()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

        // snippet: dashboard-map
        builder.Services.AddHypergraphDashboard();
        builder.Services.AddHypergraph(h => h.AddProcessor<DashboardProcessor>());

        WebApplication app = builder.Build();
        app.MapHypergraph("/hypergraph");
        // end

        await using (app)
        {
            await app.Services.GetRequiredService<IGraphRunner>().RunAsync(Twice, new { x = 5 });
            Assert.Contains(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>(), endpoint => endpoint.RoutePattern.RawText == "/hypergraph/api/info");
        }
    }

    [Fact]
    public async Task Program_Has_a_server_of_its_own()
    {
        // snippet: dashboard-server
        await using DashboardServer dashboard = await DashboardServer.StartAsync();
        var runner = new AsyncRunner { EventProcessors = [dashboard.Processor] };

        Console.WriteLine($"See {dashboard.Address}");
        // end

        await runner.RunAsync(Twice, new { x = 5 });
        using var client = new HttpClient { BaseAddress = dashboard.Address };
        Assert.Contains("assets/dashboard.js", await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_Set_values_access_and_stops()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddHypergraph(_ => { });
        builder.Services.AddAuthorization();

        // snippet: dashboard-values
        builder.Services.AddHypergraphDashboard(o =>
        {
            o.IncludesValues = true;
            o.Redact = value => value.Name == "password" ? "***" : value.Value;
        });
        // end

        // snippet: dashboard-stop
        builder.Services.AddOptions<DashboardOptions>().Configure<IRunRegistry>((o, registry) => o.Stop = (id, reason) => registry.Find(id)?.Stop(reason) == true);
        // end

        await using WebApplication app = builder.Build();

        // snippet: dashboard-policy
        app.MapHypergraph("/hypergraph").RequireAuthorization();
        // end

        DashboardOptions options = app.Services.GetRequiredService<IOptions<DashboardOptions>>().Value;
        Assert.Equal("***", options.Redact!(new EventValue("login", "password", "secret")));
        Assert.False(options.Stop!(RunId.New(), null));
        Assert.All(
            ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints),
            endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<IAuthorizeData>()));
    }
}
