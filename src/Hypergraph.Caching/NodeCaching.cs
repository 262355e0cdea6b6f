using Hypergraph.Caching.Calls;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Caching;

/// <summary>Extension methods that cache the outputs of nodes.</summary>
public static class NodeCaching
{
    /// <summary>Creates a cache in the memory of this process, as <c>AddHybridCache</c> configures it.</summary>
    /// <param name="configure">Configures the cache, for example the default lifetime of its entries.</param>
    public static HybridCache InMemory(Action<HybridCacheOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddHybridCache(configure ?? (_ => { }));
        return services.BuildServiceProvider().GetRequiredService<HybridCache>();
    }

    /// <summary>
    /// Returns the same node with cached outputs. It is not called again for the same inputs; the run then reports a
    /// <see cref="CacheHitEvent"/> and sets <see cref="NodeEndEvent.IsCached"/>.
    /// </summary>
    /// <typeparam name="TNode">The kind of node: a function or a gate.</typeparam>
    /// <param name="node">The node.</param>
    /// <param name="cache">The cache. Concurrent calls with the same key share one computation.</param>
    /// <param name="options">The key of the function, the lifetime of entries, and tags.</param>
    /// <remarks>
    /// Outputs cached in memory are returned as the same instances, not as copies: do not change them. Failures are not cached.
    /// </remarks>
    /// <exception cref="GraphConfigurationException">
    /// Nothing identifies the function in the key: it captures something, was created at run time, or is built from data. Or
    /// the node is an interrupt.
    /// </exception>
    public static TNode Cached<TNode>(this TNode node, HybridCache cache, CacheOptions? options = null)
        where TNode : CallableNode
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(cache);
        return node.WithInterceptors(new CacheInterceptor(node, cache, options ?? new CacheOptions()));
    }
}
