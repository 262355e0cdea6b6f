using System.Net;
using System.Text.Json;
using Hypergraph.Progress.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Only its options decide how a server behaves, whatever surrounds it.</summary>
public sealed class OwnServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_Of_the_program_Do_not_change_the_server()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        const string Settings = """{ "Kestrel": { "Endpoints": { "Http": { "Url": "http://127.0.0.1:0" } } }, "AllowedHosts": "only.example", "urls": "http://127.0.0.1:0" }""";
        await File.WriteAllTextAsync(file, Settings, Token);
        string? before = Environment.GetEnvironmentVariable("ASPNETCORE_ALLOWEDHOSTS");
        Environment.SetEnvironmentVariable("ASPNETCORE_ALLOWEDHOSTS", "only.example");
        try
        {
            await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
            using var client = new ServerClient(server);

            JsonElement info = await client.JsonAsync("api/info");

            Assert.False(info.GetProperty("hasStore").GetBoolean());
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_ALLOWEDHOSTS", before);
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("", "cross-site")]
    [InlineData("api/info", "cross-site")]
    [InlineData("api/info", "same-site")]
    [InlineData("api/info", null)]
    [InlineData("api/runs/stream", "cross-site")]
    [InlineData("api/runs/stream", null)]
    [InlineData("assets/dashboard.js", "cross-site")]
    public async Task Policy_Of_the_application_for_other_sites_Does_not_open_the_dashboard(string path, string? site)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddHypergraphDashboard();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod()));
        await using WebApplication application = builder.Build();
        application.UseCors();
        application.MapHypergraph();
        await application.StartAsync(Token);
        string origin = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(origin) };

        using HttpResponseMessage refused = await SendAsync(client, path, "http://elsewhere.example", site);
        using HttpResponseMessage own = await SendAsync(client, path, site is null ? origin : null, site is null ? null : "same-origin");

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK], [refused.StatusCode, own.StatusCode]);
        Assert.Contains("A request of another site is not answered.", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_Of_another_site_Opens_the_page()
    {
        await using TestApplication application = await TestApplication.StartAsync();

        using HttpResponseMessage response = await application.GetAsync(string.Empty, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Run_Of_a_server_that_has_ended_Is_unknown_to_the_next()
    {
        DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        RunScript run = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph("waits", Outlines.Node("wait")));
        int port = server.Address.Port;
        await server.DisposeAsync();
        await using DashboardServer next = await DashboardServer.StartAsync(new DashboardServerOptions { Port = port }, Token);
        using var client = new ServerClient(next);

        foreach (string path in (string[])["stream", "graph", "events", "stored"])
        {
            JsonElement problem = await client.JsonAsync($"api/runs/{run.RunId}/{path}", HttpStatusCode.NotFound);
            Assert.Equal("Unknown run", problem.GetProperty("title").GetString());
        }

        Assert.Empty(await client.RunsAsync());
    }

    [Theory]
    [InlineData("api/runs/stream")]
    [InlineData("api/runs/KEY/stream")]
    public async Task Stream_Ends_when_its_server_stops(string path)
    {
        DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        RunScript run = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph("waits", Outlines.Node("wait")));
        using var client = new ServerClient(server);
        await using IAsyncEnumerator<(string, JsonElement)> messages = client.MessagesAsync(path.Replace("KEY", run.RunId.ToString(), StringComparison.Ordinal), Token).GetAsyncEnumerator(Token);
        Assert.True(await messages.MoveNextAsync());

        // Without the end of its streams, a server waits for half a minute.
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.False(await messages.MoveNextAsync());
    }

    [Theory]
    [InlineData("api/runs/stream")]
    [InlineData("api/runs/KEY/stream")]
    public async Task Stream_Ends_when_its_client_is_gone(string path)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddHypergraphDashboard();

        // This clock stands still, so the stream does not end because it fails to send the next message.
        builder.Services.AddSingleton<TimeProvider>(new FakeClock());
        await using WebApplication application = builder.Build();
        var ended = new TaskCompletionSource();
        application.Use(async (context, next) =>
        {
            await next(context);
            ended.TrySetResult();
        });
        application.MapHypergraph();
        await application.StartAsync(Token);
        RunScript run = new EventScript(application.Services.GetRequiredService<DashboardProcessor>().OnEvent, TimeProvider.System).Run(Outlines.Graph("waits", Outlines.Node("wait")));
        using var client = new ServerClient(new Uri($"{application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/hypergraph/"));

        await client.MessagesAsync(path.Replace("KEY", run.RunId.ToString(), StringComparison.Ordinal), Token).FirstAsync(Token);

        await ended.Task.WaitAsync(Token);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string? origin, string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/hypergraph/{path}");
        foreach ((string name, string? value) in ((string, string?)[])[("Origin", origin), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "cors")])
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
