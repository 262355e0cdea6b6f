using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hypergraph.Caching.Tests;

/// <summary>A store that several caches share, as processes share a server.</summary>
/// <param name="store">Where it is stored; by default in memory of its own.</param>
internal sealed class SharedStore(IDistributedCache? store = null) : IDistributedCache
{
    private readonly IDistributedCache _store = store ?? new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

    private readonly Lock _gate = new();
    private readonly List<string> _written = [];
    private readonly HashSet<string> _keys = [];

    /// <summary>What was written, as text; all of it can be read from the store.</summary>
    public IReadOnlyList<string> Written
    {
        get
        {
            lock (_gate)
            {
                return [.. _written];
            }
        }
    }

    /// <summary>A cache with a memory of its own over the store, as a further process has.</summary>
    public HybridCache CreateCache()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IDistributedCache>(this);
        services.AddHybridCache();
        return services.BuildServiceProvider().GetRequiredService<HybridCache>();
    }

    /// <summary>Replaces a text in all entries by one of the same length.</summary>
    public void Damage(string text, string replacement)
    {
        lock (_gate)
        {
            foreach (string key in _keys)
            {
                string entry = Encoding.Latin1.GetString(_store.Get(key)!);
                Assert.Contains(text, entry, StringComparison.Ordinal);
                _store.Set(key, Encoding.Latin1.GetBytes(entry.Replace(text, replacement, StringComparison.Ordinal)), new DistributedCacheEntryOptions());
            }
        }
    }

    public byte[]? Get(string key) => _store.Get(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => _store.GetAsync(key, token);

    public void Refresh(string key) => _store.Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => _store.RefreshAsync(key, token);

    public void Remove(string key) => _store.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => _store.RemoveAsync(key, token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        _store.Set(key, value, options);
        lock (_gate)
        {
            _keys.Add(key);
            _written.Add(Encoding.UTF8.GetString(value));
        }
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await Task.Yield();
        Set(key, value, options);
    }
}
