using Hypergraph.Tests;
using Polly;
using Polly.Retry;

namespace Hypergraph.Resilience.Tests;

/// <summary>Types of a plug-in whose nodes run through pipelines can be unloaded.</summary>
public sealed class ResilienceUnloadTests
{
    [Fact]
    public void Pipelines_Can_be_unloaded_with_the_plug_in() => Assert.True(PlugIn.UnloadsAfter(RunThroughPipelines));

    private static void RunThroughPipelines()
    {
        int calls = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.Zero, ShouldHandle = new PredicateBuilder().Handle<OrderException>() })
            .Build();
        Price Buy(Order order) => ++calls % 2 == 1 ? throw new OrderException() : new Price(order.Amount * 2);
        Graph Of(Node node) => new("resilient", [node, Node.Create((Price price) => price.Amount, "amount")]);
        FunctionNode buy = Node.Create(Buy, "price", "buy");
        FunctionNode later = Node.Create(async (Order order) => { await Task.Yield(); return Buy(order); }, "price", "buy");

        foreach (FunctionNode node in (FunctionNode[])[buy.WithResilience(pipeline), buy.WithRetry(2, TimeSpan.Zero), buy.WithTimeout(TimeSpan.FromMinutes(5)).WithRetry(2, TimeSpan.Zero)])
        {
            Assert.Equal(10, new SyncRunner().Run(Of(node), new { order = new Order(5) }).Get<int>("amount"));
        }

        foreach (FunctionNode node in (FunctionNode[])[later.WithResilience(pipeline), later.WithTimeout(TimeSpan.FromMinutes(5)).WithRetry(2, TimeSpan.Zero)])
        {
            Assert.Equal(10, new AsyncRunner().RunAsync(Of(node), new { order = new Order(5) }).GetAwaiter().GetResult().Get<int>("amount"));
        }

        var everywhere = new AsyncRunner { Interceptors = [new ResilienceInterceptor(pipeline)] };
        Assert.Equal(10, everywhere.RunAsync(Of(later), new { order = new Order(5) }).GetAwaiter().GetResult().Get<int>("amount"));
        Assert.Equal(12, calls);
    }

    internal sealed record Order(int Amount);

    internal readonly record struct Price(int Amount);

    internal sealed class OrderException : Exception;
}
