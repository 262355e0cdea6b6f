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
    private readonly SemaphoreSlim _changes = new(0);
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

    /// <summary>Waits until the viewer has received the next change of the rows of the open run.</summary>
    /// <param name="change">What changes them.</param>
    public async Task ChangeAsync(Action change)
    {
        while (_changes.Wait(0))
        {
            // A change of before.
        }

        change();
        await _changes.WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _viewer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _ends.Dispose();
        _changes.Dispose();
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

            if (message.EventType == "change")
            {
                _changes.Release();
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
