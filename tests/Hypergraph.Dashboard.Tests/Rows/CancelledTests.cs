using System.Text.Json;

namespace Hypergraph.Dashboard.Tests;

/// <summary>What a cancellation is, as the rows have it: a stop if the run was stopped, otherwise a failure.</summary>
public sealed class CancelledTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_That_a_cancelled_call_stopped_Is_no_failure()
    {
        await using DashboardServer dashboard = await DashboardServer.StartAsync(cancellationToken: Token);
        using var cancellation = new CancellationTokenSource();
        var graph = new Graph("waits", [Node.Create(async (int x, CancellationToken token) => { await cancellation.CancelAsync(); await Task.Delay(Timeout.Infinite, token); return x; }, "y")]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AsyncRunner { EventProcessors = [dashboard.Processor] }.RunAsync(graph, [("x", 1)], cancellationToken: cancellation.Token));

        Assert.Equal((0, "stopped"), await FailuresAsync(dashboard));
    }

    [Fact]
    public async Task Node_That_timed_out_Is_a_failure()
    {
        await using DashboardServer dashboard = await DashboardServer.StartAsync(cancellationToken: Token);
        var graph = new Graph("times out", [Node.Create((int x) => x > 0 ? throw new TaskCanceledException("The request timed out.") : x, "y")]);

        await Assert.ThrowsAnyAsync<Exception>(() => new AsyncRunner { EventProcessors = [dashboard.Processor] }.RunAsync(graph, [("x", 1)], cancellationToken: Token));

        Assert.Equal((1, "failed"), await FailuresAsync(dashboard));
    }

    /// <summary>The number of failures of the only run, and the state of its only execution.</summary>
    private static async Task<(int Count, string? State)> FailuresAsync(DashboardServer dashboard)
    {
        using var client = new HttpClient { BaseAddress = dashboard.Address };
        using Stream stream = await client.GetStreamAsync(new Uri("api/runs/stream", UriKind.Relative), Token);
        using var reader = new StreamReader(stream);
        string? line;
        do
        {
            line = await reader.ReadLineAsync(Token);
        }
        while (line?.StartsWith("data:", StringComparison.Ordinal) != true);

        using var list = JsonDocument.Parse(line["data:".Length..]);
        string? key = list.RootElement.GetProperty("runs")[0].GetProperty("key").GetString();
        using var failures = JsonDocument.Parse(await client.GetStringAsync(new Uri($"api/runs/{key}/failures", UriKind.Relative), Token));
        using var timeline = JsonDocument.Parse(await client.GetStringAsync(new Uri($"api/runs/{key}/timeline", UriKind.Relative), Token));
        return (failures.RootElement.GetProperty("total").GetInt32(), timeline.RootElement.GetProperty("lanes")[0].GetProperty("spans")[0].GetProperty("state").GetString());
    }
}
