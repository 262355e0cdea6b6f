using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Hypergraph.Durability;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Dashboard.Tests;

/// <summary>A web application with the dashboard under <c>/hypergraph</c>, and a client that can claim to be on another machine.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    /// <summary>A request with this header comes from the address in it.</summary>
    public const string ClientHeader = "Test-Client";

    private readonly WebApplication _application;
    private readonly SocketsHttpHandler _handler = new() { ResponseDrainTimeout = TimeSpan.Zero, AllowAutoRedirect = false };

    private TestApplication(WebApplication application, WarningLog log, InMemoryRunStore store)
    {
        _application = application;
        Log = log;
        Store = store;
        Origin = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient(_handler) { BaseAddress = new Uri(Origin), Timeout = Timeout.InfiniteTimeSpan };
        Processor = application.Services.GetRequiredService<DashboardProcessor>();
        Runner = new AsyncRunner(Processor) { Store = store, TimeProvider = application.Services.GetRequiredService<TimeProvider>() };
    }

    public string Origin { get; }

    /// <summary>The address of the page.</summary>
    public Uri Page => new($"{Origin}/hypergraph/");

    public HttpClient Client { get; }

    public DashboardProcessor Processor { get; }

    public WarningLog Log { get; }

    public InMemoryRunStore Store { get; }

    public AsyncRunner Runner { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestApplication> StartAsync(Action<DashboardOptions>? configure = null, bool requiresUser = false, TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var log = new WarningLog();
        builder.Logging.ClearProviders().AddProvider(log);
        var store = new InMemoryRunStore();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddHypergraphDashboard(options =>
        {
            options.Store = store;
            configure?.Invoke(options);
        });
        builder.Services.AddAuthentication(TestUsers.SchemeName).AddScheme<AuthenticationSchemeOptions, TestUsers>(TestUsers.SchemeName, configureOptions: null);
        builder.Services.AddAuthorization();
        WebApplication application = builder.Build();
        application.Use((context, next) =>
        {
            if (context.Request.Headers[ClientHeader] is [{ } client])
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(client);
            }

            return next(context);
        });
        application.UseAuthentication();
        application.UseAuthorization();
        IEndpointConventionBuilder dashboard = application.MapHypergraph();
        if (requiresUser)
        {
            dashboard.RequireAuthorization();
        }

        await application.StartAsync(Token);
        return new TestApplication(application, log, store);
    }

    /// <summary>Requests something of the dashboard.</summary>
    /// <param name="path">The path below that of the page.</param>
    /// <param name="headers">The headers.</param>
    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, content: null, headers);

    /// <summary>Posts something to the dashboard.</summary>
    /// <param name="path">The path below that of the page.</param>
    /// <param name="json">The body.</param>
    /// <param name="headers">The headers, <c>Content-Type</c> among them.</param>
    public async Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        return await SendAsync(HttpMethod.Post, path, content, headers);
    }

    /// <summary>Returns the token that the page sends with what it changes.</summary>
    public async Task<string> TokenAsync()
    {
        using JsonDocument info = JsonDocument.Parse(await TextAsync("api/info"));
        return info.RootElement.GetProperty("token").GetString()!;
    }

    /// <summary>Returns a body as text.</summary>
    /// <param name="path">The path below that of the page.</param>
    /// <param name="isEndless">Whether it is a stream without an end. Then the text is the first message.</param>
    public async Task<string> TextAsync(string path, bool isEndless = false)
    {
        using HttpResponseMessage response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (!isEndless)
        {
            return await response.Content.ReadAsStringAsync(Token);
        }

        await foreach (SseItem<string> message in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            return message.Data;
        }

        return string.Empty;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _application.DisposeAsync();
        await Store.DisposeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/hypergraph/{path}") { Content = content };
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || content!.Headers.TryAddWithoutValidation(name, value));
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
