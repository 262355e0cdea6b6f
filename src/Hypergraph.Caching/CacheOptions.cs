using System.Text.Json;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching;

/// <summary>How what a node gives is cached.</summary>
public sealed record CacheOptions
{
    /// <summary>
    /// Stands for the node's function in the key. Nodes with the same key, inputs and outputs share what is cached. Change it
    /// when the function, or what it captures or calls, gives something else.
    /// </summary>
    /// <value>
    /// The default value is null: the method itself in its build of its assembly (<see cref="NodeFunction.Definition"/>). So
    /// it must be given where the function captures something or is made from data.
    /// </value>
    public string? Key { get; init; }

    /// <summary>How long, and in which of its stores, the cache keeps what nodes give.</summary>
    /// <value>The default value is null: as the cache is configured.</value>
    public HybridCacheEntryOptions? Entry { get; init; }

    /// <summary>Tags by which <see cref="HybridCache.RemoveByTagAsync(string, CancellationToken)"/> removes what is cached.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How inputs are written into keys, and outputs into a distributed store.</summary>
    /// <value>The default value is null: all public properties and fields.</value>
    public JsonSerializerOptions? Json { get; init; }
}
