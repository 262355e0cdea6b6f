using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Asks a server as the page does.</summary>
internal sealed class ServerClient : IDisposable
{
    private readonly HttpClient _client;

    public ServerClient(DashboardServer server)
        : this(server.Address)
    {
    }

    public ServerClient(Uri page) => _client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = page, Timeout = Timeout.InfiniteTimeSpan };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);

    /// <summary>Returns the JSON of a response, which must have the status.</summary>
    public async Task<JsonElement> JsonAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using HttpResponseMessage response = await GetAsync(path);
        string text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == status, $"{path}: {response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Returns the messages of a stream.</summary>
    public async IAsyncEnumerable<(string Type, JsonElement Data)> MessagesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await foreach (SseItem<string> message in SseParser.Create(await response.Content.ReadAsStreamAsync(cancellationToken)).EnumerateAsync(cancellationToken))
        {
            yield return (message.EventType, JsonSerializer.Deserialize<JsonElement>(message.Data));
        }
    }

    /// <summary>Returns all runs of the list.</summary>
    public async Task<JsonElement[]> RunsAsync() => [.. (await MessagesAsync("api/runs/stream", Token).FirstAsync(Token)).Data.GetProperty("runs").EnumerateArray()];

    /// <summary>Waits until the list fulfils a condition.</summary>
    public async Task<JsonElement[]> RunsAsync(Func<JsonElement[], bool> condition)
    {
        while (true)
        {
            JsonElement[] runs = await RunsAsync();
            if (condition(runs))
            {
                return runs;
            }

            await Task.Delay(20, Token);
        }
    }

    /// <summary>Returns the rows of a run.</summary>
    public async Task<JsonElement[]> RowsAsync(string key) => [.. (await MessagesAsync($"api/runs/{key}/stream", Token).FirstAsync(Token)).Data.GetProperty("rows").EnumerateArray()];

    public void Dispose() => _client.Dispose();
}
