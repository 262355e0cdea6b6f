using System.Globalization;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests;

public sealed class UnloadTests
{
    [Fact]
    public void Run_Values_of_a_collectible_assembly_Can_be_unloaded() => Assert.True(PlugIn.UnloadsAfter(RunGraphs));

    [Fact]
    public void Run_Failure_of_a_collectible_assembly_Can_be_unloaded() => Assert.True(PlugIn.UnloadsAfter(FailGraphs));

    [Fact]
    public void Unload_Type_that_is_held_Is_noticed()
    {
        try
        {
            Assert.False(PlugIn.UnloadsAfter(HoldType));
        }
        finally
        {
            AppContext.SetData(nameof(HoldType), data: null);
        }
    }

    private static void HoldType() => AppContext.SetData(nameof(HoldType), typeof(Price));

    private static void RunGraphs()
    {
        var make = Node.Create((Order order, Mode mode = Mode.Round) => new Price(order.Amount * 2, mode), output: "price");
        var split = Node.Create((Price price) => (low: new Price(price.Amount - 1, price.Mode), high: new Order(price.Amount)), name: "split");
        var later = Node.Create(async (Price price, CancellationToken token) => { await Task.Delay(1, token); return new Order(price.Amount); }, output: "later");
        var stream = Node.Create(PricesAsync, output: "prices", name: "prices");
        var many = Node.Create((Order order, Price price, Price low, Order high, Order later, List<Price> prices, int a = 1, int b = 2) => prices.Count, output: "many");
        var inner = new Graph("inner", [make]);
        var graph = new Graph("outer", [make, split, later, stream, many]);
        var mapped = new Graph("mapped", [inner.AsNode().MapOver("order"), Node.Create((Price[] price) => price.Length, output: "count")]);

        var processor = new RecordingProcessor();
        var runner = new AsyncRunner { EventProcessors = [processor] };
        Assert.Equal(2, runner.RunAsync(graph, new { order = new Order(5) }).GetAwaiter().GetResult().Get<int>("many"));
        Assert.Equal(2, runner.RunAsync(mapped, new { order = new[] { new Order(5), new Order(6) } }).GetAwaiter().GetResult().Get<int>("count"));
        Assert.Equal(10, new SyncRunner().Run(inner, new { order = new Order(5) }).Get<Price>("price").Amount);
        Assert.Equal(2, new SyncRunner().Map(inner, new { order = new[] { new Order(5), new Order(6) } }, over: "order").Get<Price>("price").Count);
        Assert.NotEmpty(processor.Events);
    }

    private static void FailGraphs()
    {
        var graph = new Graph("failing", [Node.Create((Order order) => order.Amount > 0 ? throw new OrderException() : order, output: "price")]);
        RunResult result = new SyncRunner().Run(graph, new { order = new Order(5) }, new() { ErrorHandling = ErrorHandling.Continue });
        Assert.IsType<OrderException>(result.Error);
        Assert.Throws<OrderException>(() => new AsyncRunner().RunAsync(graph, new { order = new Order(5) }).GetAwaiter().GetResult());
        Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(graph, new { order = new Price(5, Mode.Round) }));
    }

    private static async IAsyncEnumerable<Price> PricesAsync(Order order)
    {
        await Task.Yield();
        yield return new Price(order.Amount, Mode.Round);
        yield return new Price(order.Amount, Mode.Exact);
    }

    internal enum Mode
    {
        Round,
        Exact,
    }

    internal sealed record Order(int Amount);

    internal readonly record struct Price(int Amount, Mode Mode)
    {
        public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture);
    }

    internal sealed class OrderException : Exception;
}
