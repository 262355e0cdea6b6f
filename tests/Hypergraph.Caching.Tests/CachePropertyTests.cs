using System.Globalization;
using CsCheck;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Properties;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Tests;

/// <summary>What a cache must not change, whatever the graph.</summary>
public sealed class CachePropertyTests
{
    private static readonly HybridCache Cache = NodeCaching.InMemory();

    private static int _samples;

    /// <summary>Cached nodes have the outputs of others, and a second run calls nothing.</summary>
    [Fact]
    public async Task Values_Of_cached_nodes_Are_those_of_others() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            RunResult expected = new SyncRunner().Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values);
            foreach (bool asynchronous in new[] { false, true })
            {
                int calls = 0;
                string id = Interlocked.Increment(ref _samples).ToString(CultureInfo.InvariantCulture);
                Graph graph = new GraphBuilder(
                    asynchronous,
                    () => Interlocked.Increment(ref calls),
                    change: n => n.Cached(Cache, new CacheOptions { Key = $"{id} {n.Name}" })).Build(sample.Graph);
                Assert.Equal(EventSummary.Show(expected.Values), EventSummary.Show((await RunAsync(graph, sample, asynchronous)).Values));

                calls = 0;
                Assert.Equal(EventSummary.Show(expected.Values), EventSummary.Show((await RunAsync(graph, sample, asynchronous)).Values));
                Assert.Equal(0, calls);
            }
        },
        iter: 1_000,
        print: s => s.ToString());

    private static async Task<RunResult> RunAsync(Graph graph, GraphSample sample, bool asynchronous) => asynchronous
        ? await new AsyncRunner().RunAsync(graph, sample.Values)
        : new SyncRunner().Run(graph, sample.Values);
}
