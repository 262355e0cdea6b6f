using Hypergraph.Tests;
using Spectre.Console.Testing;

namespace Hypergraph.Progress.Tests;

public sealed class UnloadTests
{
    [Fact]
    public void Runs_with_progress_Of_a_collectible_assembly_Can_be_unloaded() => Assert.True(PlugIn.UnloadsAfter(RunWithProgress));

    [Fact]
    public void Type_that_is_held_Is_noticed()
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

    private static void HoldType() => AppContext.SetData(nameof(HoldType), typeof(Order));

    /// <summary>Runs and a map, of which an item fails, with a live tree and with lines.</summary>
    private static void RunWithProgress()
    {
        var check = Node.Create((Order order) => order.Amount == 2 ? throw new OrderException() : new Order(order.Amount + 1), output: "next", name: "check");
        var graph = new Graph("orders", [check]);
        foreach (ProgressMode mode in new[] { ProgressMode.Live, ProgressMode.Plain, ProgressMode.Json })
        {
            using var console = new TestConsole();
            console.Interactive().EmitAnsiSequences();
            using var processor = new RichProgressProcessor(new RichProgressOptions { Console = console, Mode = mode });
            var runner = new AsyncRunner { EventProcessors = [processor] };
            MapResult result = runner.MapAsync(
                graph,
                new { order = new[] { new Order(1), new Order(2), new Order(3) } },
                "order",
                new MapOptions { ErrorHandling = ErrorHandling.Continue, ItemLabel = ItemLabel.Of<Order>("order", order => $"order {order.Amount}") }).GetAwaiter().GetResult();
            Assert.IsType<OrderException>(Assert.Single(result.Failures).Error);
            Assert.Equal(5, runner.RunAsync(graph, new { order = new Order(4) }).GetAwaiter().GetResult().Get<Order>("next").Amount);
            Assert.Contains("order 2", console.Output, StringComparison.Ordinal);
        }
    }

    internal sealed record Order(int Amount);

    internal sealed class OrderException : Exception;
}
