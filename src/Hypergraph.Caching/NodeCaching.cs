using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Caching;

/// <summary>Nodes whose outputs are cached.</summary>
public static class NodeCaching
{
    /// <summary>A cache in this process's memory, as <c>AddHybridCache</c> configures it.</summary>
    /// <param name="configure">Changes what it does by default, such as how long it keeps things.</param>
    public static HybridCache InMemory(Action<HybridCacheOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddHybridCache(configure ?? (_ => { }));
        return services.BuildServiceProvider().GetRequiredService<HybridCache>();
    }

    /// <summary>
    /// The same node not called again with inputs that it has been called with: it gives what is cached, and says so with a
    /// <see cref="CacheHitEvent"/> and <see cref="NodeEndEvent.Cached"/>.
    /// </summary>
    /// <typeparam name="TNode">The kind of node: a function or a gate.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="cache">The cache. What several callers ask for at the same time is computed once.</param>
    /// <param name="options">What stands for the function in the key, how long things are kept, tags.</param>
    /// <remarks>
    /// What was cached in memory is handed out as it is, not copied: nobody may change it. Failures are not cached.
    /// </remarks>
    /// <exception cref="GraphConfigurationException">
    /// Nothing stands for the function in the key: it captures something, was made at run time, or is made from data. Or the
    /// node is an interrupt.
    /// </exception>
    public static TNode Cached<TNode>(this TNode node, HybridCache cache, CacheOptions? options = null)
        where TNode : CallableNode
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(cache);
        return node.WithInterceptors(new CacheInterceptor(node, cache, options ?? new CacheOptions()));
    }
}
