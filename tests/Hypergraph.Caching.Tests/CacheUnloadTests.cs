using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hypergraph.Tests;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Hypergraph.Caching.Tests;

/// <summary>Types of a plug-in whose nodes are cached can be unloaded.</summary>
public sealed class CacheUnloadTests
{
    [Fact]
    public void Cache_in_memory_Can_be_unloaded_with_the_plug_in() => Assert.True(PlugIn.UnloadsAfter(CacheInMemory, ReflectForJson));

    [Fact]
    public void Distributed_cache_Can_be_unloaded_with_the_plug_in() => Assert.True(PlugIn.UnloadsAfter(CacheDistributed, ReflectForJson));

    [Fact]
    public void Store_of_the_host_Does_not_hold_the_plug_in()
    {
        var store = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        AppContext.SetData(nameof(Store_of_the_host_Does_not_hold_the_plug_in), store);
        try
        {
            Assert.True(PlugIn.UnloadsAfter(CacheInStoreOfHost, ReflectForJson));
        }
        finally
        {
            AppContext.SetData(nameof(Store_of_the_host_Does_not_hold_the_plug_in), data: null);
        }
    }

    /// <summary>
    /// System.Text.Json keeps the members of types that it has reflected on for about a second, for all options, and looks for what to
    /// drop when it reflects again.
    /// </summary>
    private static void ReflectForJson()
    {
#pragma warning disable CA1869 // Options that were used before would not reflect.
        _ = JsonSerializer.Serialize(new { x = 1 }, new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });
#pragma warning restore CA1869
        Thread.Sleep(10);
    }

    private static void CacheInMemory() => RunTwice(NodeCaching.InMemory(), NodeCaching.InMemory(), expectedCalls: 2);

    private static void CacheDistributed() => CacheIn(new SharedStore());

    private static void CacheInStoreOfHost() =>
        CacheIn(new SharedStore((IDistributedCache)AppContext.GetData(nameof(Store_of_the_host_Does_not_hold_the_plug_in))!));

    private static void CacheIn(SharedStore store) => RunTwice(store.CreateCache(), store.CreateCache(), expectedCalls: 1, () => store.Written.Count >= 3);

    private static void RunTwice(HybridCache first, HybridCache second, int expectedCalls, Func<bool>? until = null)
    {
        int calls = 0;
        Graph Of(HybridCache cache) => new("cached",
        [
            Node.Create((Order order, Mode mode = Mode.Double) => { calls++; return new Price(order.Amount * 2, [new Order(1)]); }, "price", "price").Cached(cache, new() { Key = "price" }),
            Node.Create((Price price) => (Shape)new Square(price.Amount), "shape", "shape").Cached(cache, new() { Key = "shape" }),
            Node.IfElse((Price price) => price.Amount > 5, "high", "low", "is_high").Cached(cache, new() { Key = "is_high" }),
            Node.Create((Price price) => price.Amount, "result", "high"),
            Node.Create((Price price) => -price.Amount, "result", "low"),
        ]);

        Graph graph = Of(first);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(10, new SyncRunner().Run(graph, new { order = new Order(5) }).Get<int>("result"));
        }

        Assert.Equal(1, calls);
        SpinWait.SpinUntil(until ?? (() => true));
        Assert.Equal(10, new AsyncRunner().RunAsync(Of(second), new { order = new Order(5) }).GetAwaiter().GetResult().Get<int>("result"));
        Assert.Equal(expectedCalls, calls);
    }

    internal enum Mode
    {
        Double,
    }

    internal sealed record Order(int Amount);

    internal sealed record Price(int Amount, Order[] Parts);

    internal abstract class Shape;

    internal sealed class Square(int side) : Shape
    {
        public int Side { get; } = side;
    }
}
