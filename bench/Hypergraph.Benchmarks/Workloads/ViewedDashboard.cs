using System.Net.ServerSentEvents;
using System.Text.Json;
using Hypergraph.Dashboard;

namespace Hypergraph.Benchmarks;

/// <summary>A dashboard with one viewer that has the newest run open.</summary>
internal sealed class ViewedDashboard : IAsyncDisposable
{
    private readonly DashboardServer _server;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _ends = new();
    private readonly Task _viewer;

    private ViewedDashboard(DashboardServer server)
    {
        _server = server;
        _client = new HttpClient { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        _viewer = ViewAsync();
    }

    /// <summary>The processor to attach to runs.</summary>
    public EventProcessor Processor => _server.Processor;

    public static async Task<ViewedDashboard> StartAsync() => new(await DashboardServer.StartAsync(new DashboardServerOptions { Configure = options => options.MaxRecentRuns = 1 }));

    /// <summary>Opens a run, and reads its first rows.</summary>
    /// <returns>The length of what was read.</returns>
    public async ValueTask<double> OpenAsync(RunId run)
    {
        using var ends = new CancellationTokenSource();
        await foreach (SseItem<string> message in ReadAsync($"api/runs/{run}/stream", ends.Token))
        {
            await ends.CancelAsync();
            return message.Data.Length;
        }

        throw new InvalidOperationException("The dashboard has sent no rows.");
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _viewer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _ends.Dispose();
        await _server.DisposeAsync();
    }

    private async Task ViewAsync()
    {
        string? open = null;
        await foreach (SseItem<string> message in ReadAsync("api/runs/stream", _ends.Token))
        {
            using var list = JsonDocument.Parse(message.Data);
            JsonElement newest = list.RootElement.GetProperty("runs").EnumerateArray().FirstOrDefault();
            if (newest.ValueKind == JsonValueKind.Object && newest.GetProperty("key").GetString() is { } key && key != open)
            {
                open = key;
                _ = ViewAsync(key);
            }
        }
    }

    private async Task ViewAsync(string key)
    {
        await foreach (SseItem<string> message in ReadAsync($"api/runs/{key}/stream", _ends.Token))
        {
            if (message.EventType == "end")
            {
                return;
            }
        }
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(string address, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream stream = await _client.GetStreamAsync(new Uri(address, UriKind.Relative), cancellationToken);
        await foreach (SseItem<string> message in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return message;
        }
    }
}
