using Hypergraph.Caching;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to caching, word for word, and what it must produce.</summary>
public sealed class CachingGuides
{
    [Fact]
    public void Cached_node_Is_called_once()
    {
        List<string> log = [];

        // snippet: caching
        HybridCache cache = NodeCaching.InMemory();

        var embed = Node.Create((string text) => Model.Embed(text), output: "embedding", name: "embed").Cached(cache);
        var norm = Node.Create((float[] embedding) => embedding.Sum(x => x * x), output: "norm");
        var vectors = new Graph("vectors", [embed, norm]);

        var runner = new SyncRunner();
        runner.Run(vectors, new { text = "a graph" });              // calls the model
        runner.Run(vectors, new { text = "a graph" });              // does not: CacheHitEvent, NodeEndEvent.IsCached
        // end

        runner.Run(vectors, [("text", "a graph")], new RunOptions { EventProcessors = [new Hits(log)] });
        Assert.Equal(["embed"], log);
        Assert.Equal(1, Model.Calls);
    }

    [Fact]
    public void Options_Are_given_with_the_node()
    {
        HybridCache cache = NodeCaching.InMemory();
        var client = new Client("small-3");

        // snippet: caching-options
        var ask = Node.Create((string prompt) => client.Ask(prompt), output: "answer", name: "ask")
            .Cached(cache, new()
            {
                Key = $"ask {client.Model}",                        // stands for the function and what it captures
                Entry = new() { Expiration = TimeSpan.FromHours(8) },
                Tags = ["answers"],                                 // cache.RemoveByTagAsync("answers") forgets them
            });
        // end

        RunResult result = new SyncRunner().Run(new Graph([ask]), ("prompt", "why?"));
        Assert.Equal("small-3 says why?", result["answer"]);
    }

    [Fact]
    public void Distributed_cache_Is_what_the_services_say()
    {
        // snippet: caching-distributed
        var services = new ServiceCollection();
        services.AddDistributedMemoryCache();                       // in earnest Redis, SQL Server, …
        services.AddHybridCache();

        HybridCache cache = services.BuildServiceProvider().GetRequiredService<HybridCache>();
        // end

        FunctionNode node = Node.Create((int x) => x, output: "y").Cached(cache);
        Assert.Equal(3, new SyncRunner().Run(new Graph([node]), ("x", 3))["y"]);
    }

    [Fact]
    public void Errors_Are_what_the_guide_says()
    {
        HybridCache cache = NodeCaching.InMemory();
        FunctionNode scale = Scale(2);
        Guide.Says("caching", () => scale.Cached(cache));
        Guide.Says("caching", () => Node.CreateFrom(NodeFunction.FromValues(["x"], v => v["x"]), ["y"], "load").Cached(cache));
        Guide.Says("caching", () => Node.Interrupt<bool>((string draft) => draft, "sent", "approve").Cached(cache));
        FunctionNode count = Node.Create((Opaque source) => 1, output: "count", name: "count").Cached(cache);
        Guide.Says("caching", () => new SyncRunner().Run(new Graph([count]), ("source", new Opaque())));
    }

    private static FunctionNode Scale(int factor) => Node.Create((int x) => x * factor, output: "y", name: "scale");

    private static class Model
    {
        public static int Calls { get; private set; }

        public static float[] Embed(string text)
        {
            Calls++;
            return [text.Length];
        }
    }

    private sealed record Client(string Model)
    {
        public string Ask(string prompt) => $"{Model} says {prompt}";
    }

    private sealed class Opaque;

    private sealed class Hits(List<string> log) : TypedEventProcessor
    {
        protected override void OnCacheHit(CacheHitEvent e) => log.Add(e.NodeName);
    }
}
