using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hypergraph.Extensions.Hosting.Health;

/// <summary>Reports on the live and recent runs.</summary>
internal sealed class RunHealthCheck(IRunRegistry registry, TimeProvider clock, HypergraphHealthCheckOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        IReadOnlyList<RunEntry> live = registry.LiveRuns;
        IReadOnlyList<RunEntry> recent = registry.RecentRuns;
        int failed = recent.Count(run => run.Status == RunStatus.Failed);
        TimeSpan oldest = live.Count == 0 ? TimeSpan.Zero : clock.GetUtcNow() - live[0].StartedAt;
        var data = new Dictionary<string, object>
        {
            ["live"] = live.Count,
            ["recent"] = recent.Count,
            ["failed"] = failed,
            ["oldest_seconds"] = oldest.TotalSeconds,
        };
        if (registry.IsStopping)
        {
            return HealthCheckResult.Unhealthy("The host is stopping, so no run starts any more.", data: data);
        }

        if (options.MaxFailureRatio is { } ratio && recent.Count >= options.MinRuns && failed > ratio * recent.Count)
        {
            return HealthCheckResult.Degraded($"{failed} of {recent.Count} recent runs failed.", data: data);
        }

        return options.MaxRunAge is { } age && oldest > age
            ? HealthCheckResult.Degraded($"A run of graph {live[0].GraphName ?? "(unnamed)"} is live for {oldest}.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
