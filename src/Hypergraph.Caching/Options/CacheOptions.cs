using System.Text.Json;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching;

/// <summary>Options for the caching of a node's outputs.</summary>
public sealed record CacheOptions
{
    /// <summary>
    /// Identifies the node's function in the cache key. Nodes with the same key, inputs and outputs share cached outputs. Change it
    /// when the function, or what it captures or calls, produces different results.
    /// </summary>
    /// <value>
    /// The default value is null: the method in its build of its assembly (<see cref="NodeFunction.Definition"/>). The key is
    /// required if the function captures something or is built from data.
    /// </value>
    public string? Key { get; init; }

    /// <summary>The lifetime of cached outputs and the stores that the cache uses for them.</summary>
    /// <value>The default value is null: the configuration of the cache.</value>
    public HybridCacheEntryOptions? Entry { get; init; }

    /// <summary>The tags with which <see cref="HybridCache.RemoveByTagAsync(string, CancellationToken)"/> removes cached outputs.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The JSON options for inputs in keys, and for outputs in a distributed store.</summary>
    /// <value>The default value is null: all public properties and fields.</value>
    public JsonSerializerOptions? Json { get; init; }
}
