using System.Net;
using System.Net.ServerSentEvents;
using Hypergraph.Extensions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Extensions.AspNetCore.Tests;

/// <summary>An application on a free port of this machine, and a client.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    // A connection that is closed early is not read to its end.
    private readonly SocketsHttpHandler _handler = new() { ResponseDrainTimeout = TimeSpan.Zero };

    private TestServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(_handler) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), Timeout = Timeout.InfiniteTimeSpan };
    }

    public HttpClient Client { get; }

    public IGraphRunner Runner => _app.Services.GetRequiredService<IGraphRunner>();

    public IRunRegistry Registry => _app.Services.GetRequiredService<IRunRegistry>();

    public WebApplication App => _app;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestServer> StartAsync(Action<HypergraphOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddHypergraph(h => h.Configure(configure ?? (_ => { })));
        WebApplication app = builder.Build();
        app.MapHypergraphEvents("/runs/{id}/events");
        app.MapGroup("/grouped/{id}").MapHypergraphEvents("/events");
        await app.StartAsync(Token);
        return new TestServer(app);
    }

    /// <summary>Requests the events of a run.</summary>
    public async Task<HttpResponseMessage> GetAsync(string id, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/runs/{id}/events");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    /// <summary>Reads server-sent events until the response ends, or a number of them.</summary>
    public static async Task<List<SseItem<string>>> ReadAsync(HttpResponseMessage response, int count = int.MaxValue)
    {
        List<SseItem<string>> items = [];
        Stream body = await response.Content.ReadAsStreamAsync(Token);
        await foreach (SseItem<string> item in SseParser.Create(body).EnumerateAsync(Token))
        {
            items.Add(item);
            if (items.Count == count)
            {
                break;
            }
        }

        return items;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _app.DisposeAsync();
    }
}
