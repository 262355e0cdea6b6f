using System.Globalization;
using System.Threading.Channels;
using Hypergraph;

// A queue that another part of the program writes to while the graph reads from it.
Channel<string> orders = Channel.CreateBounded<string>(1);
Task writing = Task.Run(async () =>
{
    foreach (string order in new[] { "7 apples", "none", "12 pears", "3 plums" })
    {
        await orders.Writer.WriteAsync(order);
    }

    orders.Writer.Complete();
});

var parse = Node.Create((string order) => int.Parse(order.Split(' ')[0], CultureInfo.InvariantCulture), output: "count", name: "parse");
var price = Node.Create((int count, decimal each) => count * each, output: "total", name: "price");
var billing = new Graph("billing", [parse, price]);

// Each order is a run. Results come in the order of the items, and at most four items are in memory.
IAsyncEnumerable<RunResult> bills = new AsyncRunner().MapStreamAsync(
    billing,
    new { each = 2m },
    over: "order",
    orders.Reader.ReadAllAsync(),
    new() { ErrorHandling = ErrorHandling.Continue, MaxBuffered = 4 });

await foreach (RunResult bill in bills)
{
    Console.WriteLine(bill.IsCompleted
        ? $"{bill.ItemIndex}: {bill.Get<decimal>("total")}"
        : $"{bill.ItemIndex}: {bill.Error!.GetType().Name}");
}

await writing;

// A node may stream too. What it yields is one collection for the nodes after it.
var countdown = new Graph("countdown",
[
    Node.Create(Countdown, output: "steps", name: "count"),
    Node.Create((int[] steps) => string.Join(", ", steps), output: "text", name: "join"),
]);
RunResult counted = await new AsyncRunner().RunAsync(countdown, new { from = 3 });
Console.WriteLine(counted.Get<string>("text"));

static async IAsyncEnumerable<int> Countdown(int from)
{
    for (int i = from; i > 0; i--)
    {
        await Task.Yield();
        yield return i;
    }
}
