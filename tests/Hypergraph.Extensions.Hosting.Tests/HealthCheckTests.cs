using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>The health check of runs.</summary>
public class HealthCheckTests
{
    private static readonly Graph Failing = new("failing", [Node.Create(int (int x) => throw new FormatException("bad"), output: "y", name: "fail")]);

    private static async Task<HealthReportEntry> CheckAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestHost.Token)).Entries["hypergraph"];

    private static Task<IHost> StartAsync(Action<HypergraphHealthCheckOptions>? configure = null, TimeProvider? clock = null) => TestHost.StartAsync(services =>
    {
        services.AddSingleton(clock ?? TimeProvider.System).AddLogging().AddHypergraph();
        services.AddHealthChecks().AddHypergraph(tags: ["ready"], configure: configure);
    });

    [Fact]
    public async Task Host_Without_problems_Is_healthy_and_reports_its_runs()
    {
        using IHost host = await StartAsync();
        await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token);
        await host.Runner().MapAsync(Failing, new { x = new[] { 1 } }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue }, TestHost.Token);

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal(["ready"], entry.Tags);
        Assert.Equal(new Dictionary<string, object> { ["live"] = 0, ["recent"] = 2, ["failed"] = 1, ["oldest_seconds"] = 0.0 }, entry.Data);
    }

    [Fact]
    public async Task Host_That_stops_Is_unhealthy()
    {
        using IHost host = await StartAsync();
        await host.StopAsync(TestHost.Token);

        HealthReportEntry entry = await CheckAsync(host);
        Assert.Equal((HealthStatus.Unhealthy, "The host is stopping, so no run starts any more."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task Many_failed_runs_Are_degraded_health()
    {
        using IHost host = await StartAsync(o => (o.MaxFailureRatio, o.MinRuns) = (0.5, 4));
        for (int i = 0; i < 3; i++)
        {
            await host.Runner().RunAsync(Failing, new { x = 1 }, new RunOptions { ErrorHandling = ErrorHandling.Continue }, TestHost.Token);
        }

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
        await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token);

        HealthReportEntry entry = await CheckAsync(host);
        Assert.Equal((HealthStatus.Degraded, "3 of 4 recent runs failed."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task Run_That_is_live_for_too_long_Is_degraded_health()
    {
        var clock = new FakeTimeProvider();
        using IHost host = await StartAsync(o => o.MaxRunAge = TimeSpan.FromMinutes(5), clock);
        var gate = new TaskCompletionSource();
        Graph graph = new("waiting", [Node.Create(async (int x) => await gate.Task, output: null, name: "wait")]);
        RunHandle<RunResult> handle = host.Runner().Start(graph, new { x = 1 }, cancellationToken: TestHost.Token);

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(host)).Status);
        clock.Advance(TimeSpan.FromSeconds(1));

        HealthReportEntry entry = await CheckAsync(host);
        Assert.Equal((HealthStatus.Degraded, "A run of graph waiting is live for 00:05:01."), (entry.Status, entry.Description));
        Assert.Equal(301.0, entry.Data["oldest_seconds"]);
        gate.SetResult();
        await handle.Completion;
    }

    [Fact]
    public void Options_Out_of_range_Are_rejected()
    {
        var options = new HypergraphHealthCheckOptions();
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxFailureRatio = 1.1);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxFailureRatio = double.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MinRuns = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxRunAge = TimeSpan.FromTicks(-1));
    }
}
