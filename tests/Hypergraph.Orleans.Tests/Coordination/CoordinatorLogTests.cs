using System.Collections.Concurrent;
using Hypergraph.Orleans.Calling;
using Hypergraph.Orleans.Connections;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Tests.Running;
using Hypergraph.Orleans.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;

namespace Hypergraph.Orleans.Tests.Coordination;

/// <summary>The categories by which an application filters the messages of coordinators and silos.</summary>
public sealed class CoordinatorLogTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Logs_Of_coordinators_and_silos_Have_the_categories_of_the_guide()
    {
        using var categories = new Categories();
        await using LocalLink link = LocalLinks.Create(new SiloGraphs(), silo => silo.Services.AddSingleton<ILoggerProvider>(categories));
        (CallPlan plan, IReadOnlyList<IReadOnlyDictionary<string, object?>> items) = LocalLinks.CreatePlanner(link).PlanMap(
            TestGraphs.Chain(), new Dictionary<string, object?> { ["x"] = new[] { 1, 2 } }, "x", new MapOptions(), hasHandle: false);
        IGrainFactory grains = await link.ConnectAsync(HangGuard, CancellationToken.None);
        IRunCoordinator coordinator = grains.GetGrain<IRunCoordinator>(plan.Spec.RunId.ToString());
        var limits = new CallLimits(new AvailabilityLimit(HangGuard), HangGuard, MaxCoordinatorFailures: 3);
        var call = new MapCall(plan, items, _ => ValueTask.FromResult(coordinator), limits, TimeSpan.FromSeconds(5));

        await call.RunAsync(CancellationToken.None);

        Assert.Equal(["Hypergraph.Orleans.RunCoordinator", "Hypergraph.Orleans.SiloWorker"], categories.Created.Where(c => c.StartsWith("Hypergraph", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private sealed class Categories : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _created = new();

        public IEnumerable<string> Created => _created;

        public ILogger CreateLogger(string categoryName)
        {
            _created.Enqueue(categoryName);
            return NullLogger.Instance;
        }

        public void Dispose()
        {
        }
    }
}
