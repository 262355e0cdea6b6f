namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to typed calls, word for word, and what it must produce.</summary>
public sealed class TypedCallGuides
{
    private static readonly Graph OrderGraph = CreateOrder();

    private static Graph CreateOrder()
    {
        // snippet: typed-graph
        var order = new Graph("order",
        [
            Node.Create((int amount, int price) => amount * price, output: "total", name: "multiply"),
            Node.Create((int total, int discount = 0) => $"{total - discount} euros", output: "text", name: "write"),
        ]);
        // end

        return order;
    }

    [Fact]
    public async Task Graph_Is_a_delegate()
    {
        Graph order = OrderGraph;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        // snippet: typed-delegate
        Func<int, int, string> write = order.Compile<Func<int, int, string>>("amount", "price");
        string text = write(10, 3);                                        // 30 euros

        Func<int, int, CancellationToken, ValueTask<string>> writeAsync =
            order.Compile<Func<int, int, CancellationToken, ValueTask<string>>>("amount", "price");
        string again = await writeAsync(10, 3, cancellationToken);         // 30 euros
        // end

        Assert.Equal(("30 euros", "30 euros"), (text, again));
    }

    [Fact]
    public void Names_Come_from_delegate_types_and_records()
    {
        Graph order = OrderGraph;

        // snippet: typed-names
        Receipt named = order.Compile<Pricing>()(amount: 10, price: 3);
        Receipt ofRecord = order.Compile<Func<Order, Receipt>>()(new Order(10, 3));
        (int, string) both = order.Select("total", "text").Compile<Func<Order, (int, string)>>()(new Order(10, 3));
        // end

        Assert.Equal((new Receipt(30, "30 euros"), new Receipt(30, "30 euros"), (30, "30 euros")), (named, ofRecord, both));
    }

    [Fact]
    public async Task Runners_Accept_a_typed_graph()
    {
        Graph order = OrderGraph;

        // snippet: typed-run
        TypedGraph<Order, Receipt> typed = order.Typed<Order, Receipt>();

        Receipt receipt = new SyncRunner().Run(typed, new Order(10, 3));
        IGraphRunner runner = new AsyncRunner();                           // or that of a host or of a cluster
        Receipt same = await runner.RunAsync(typed, new Order(10, 3));
        // end

        Assert.Equal((new Receipt(30, "30 euros"), receipt), (receipt, same));
    }

    [Fact]
    public void Options_Have_names_the_runner_and_the_options_of_calls()
    {
        Graph order = OrderGraph;
        List<string> started = [];
        EventProcessor processor = new Recording(started);

        // snippet: typed-options
        Func<int, int, int> total = order.Compile<Func<int, int, int>>(new CompileOptions
        {
            Inputs = ["amount", "price"],
            Outputs = ["total"],
            SyncRunner = new SyncRunner(processor),                        // the delegate emits the events of a run
        });
        // end

        Assert.Equal(30, total(10, 3));
        Assert.Equal(["multiply", "write"], started);
    }

    [Fact]
    public void Errors_Are_what_the_guide_says()
    {
        Guide.Says("typed-calls", () => OrderGraph.Compile<Func<int, int, string>>());
        Guide.Says("typed-calls", () => OrderGraph.Compile<Func<int, string>>("amuont"));
        Guide.Says("typed-calls", () => OrderGraph.Compile<Func<int, int, bool>>("amount", "price"));
    }

    // snippet: typed-types
    public delegate Receipt Pricing(int amount, int price);

    public sealed record Order(int Amount, int Price);

    public sealed record Receipt(int Total, string Text);
    // end

    private sealed class Recording(List<string> started) : EventProcessor
    {
        public override void OnEvent(Event e)
        {
            if (e is NodeStartEvent start)
            {
                started.Add(start.NodeName);
            }
        }
    }
}
