using Hypergraph.Orleans.Calling;
using Hypergraph.Orleans.Connections;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Tests.Running;

/// <summary>A silo releases the runs whose results were collected.</summary>
public sealed class ReleaseTests : IAsyncDisposable
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    private readonly LocalLink _link = LocalLinks.Create(new SiloGraphs { CollectedTimeout = TimeSpan.FromMilliseconds(1) });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_After_its_result_is_collected_Is_released(bool hasHandle)
    {
        var options = new MapOptions();
        var values = new Dictionary<string, object?> { ["x"] = new[] { 1, 2 } };
        (CallPlan plan, IReadOnlyList<IReadOnlyDictionary<string, object?>> items) = LocalLinks.CreatePlanner(_link).PlanMap(TestGraphs.Chain(), values, "x", options, hasHandle);
        IGrainFactory grains = await _link.ConnectAsync(HangGuard, CancellationToken.None);
        IRunCoordinator coordinator = grains.GetGrain<IRunCoordinator>(plan.Spec.RunId.ToString());
        var limits = new CallLimits(new AvailabilityLimit(HangGuard), HangGuard, MaxCoordinatorFailures: 3);
        var call = new MapCall(plan, items, _ => ValueTask.FromResult(coordinator), limits, TimeSpan.FromSeconds(5));

        MapResult result = await call.RunAsync(CancellationToken.None);

        Assert.Equal([2, 3], result.Get<int>("y"));
        using var guard = new CancellationTokenSource(HangGuard);
        while (await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(coordinator) is not null)
        {
            await Task.Delay(20, guard.Token);
        }
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();
}
