using System.Threading.Channels;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to maps over streams, word for word, and what it must produce.</summary>
public sealed class StreamGuides
{
    [Fact]
    public async Task Streams_Run()
    {
        List<string> lines = [];
        var Console = new Lines(lines);

        // snippet: streams
        Channel<string> orders = Channel.CreateUnbounded<string>();     // a queue that another part of the program writes to
        foreach (string order in new[] { "7 apples", "none", "12 pears" })
        {
            orders.Writer.TryWrite(order);
        }

        orders.Writer.Complete();

        var parse = Node.Create((string order) => int.Parse(order.Split(' ')[0]), output: "count", name: "parse");
        var price = Node.Create((int count, decimal each) => count * each, output: "total", name: "price");
        var billing = new Graph("billing", [parse, price]);

        IAsyncEnumerable<RunResult> bills = new AsyncRunner().MapStreamAsync(
            billing,
            new { each = 2m },
            over: "order",
            orders.Reader.ReadAllAsync(),
            new() { ErrorHandling = ErrorHandling.Continue });

        await foreach (RunResult bill in bills)
        {
            Console.WriteLine(bill.IsCompleted
                ? $"{bill.ItemIndex}: {bill.Get<decimal>("total")}"     // 0: 14, 2: 24
                : $"{bill.ItemIndex}: {bill.Error!.GetType().Name}");   // 1: FormatException
        }
        // end

        Assert.Equal(["0: 14", "1: FormatException", "2: 24"], lines);
    }

    [Fact]
    public async Task Order_of_completion_Runs()
    {
        // snippet: streams-completion
        var pages = new Graph("pages", [Node.Create((string url) => url.Length, output: "size")]);
        IAsyncEnumerable<string> urls = new[] { "a", "bb", "ccc" }.ToAsyncEnumerable();
        var sizes = new Dictionary<int, int>();

        var options = new MapStreamOptions { Order = ResultOrder.Completion, MaxConcurrency = 8, MaxBuffered = 20 };

        await foreach (RunResult page in new AsyncRunner().MapStreamAsync(pages, over: "url", urls, options: options))
        {
            sizes[page.ItemIndex!.Value] = page.Get<int>("size");
        }
        // end

        Assert.Equal(new Dictionary<int, int> { [0] = 1, [1] = 2, [2] = 3 }, sizes);
    }

    [Fact]
    public void Errors_Are_what_the_guide_says()
    {
        var runner = new AsyncRunner();
        var billing = new Graph("billing", [Node.Create((string order, decimal each) => order, output: "total")]);
        IAsyncEnumerable<string> orders = AsyncEnumerable.Empty<string>();
        Guide.Says("streams", () => runner.MapStreamAsync(billing, new { each = 2m }, "order", AsyncEnumerable.Empty<int>()));
        Guide.Says("streams", () => runner.MapStreamAsync(billing, new { order = "7 apples", each = 2m }, "order", orders));
        Guide.Says("streams", () => runner.MapStreamAsync(billing, new { each = 2m }, "ordr", orders));
    }

    private sealed class Lines(List<string> lines)
    {
        public void WriteLine(string line) => lines.Add(line);
    }
}
