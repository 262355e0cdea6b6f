namespace Hypergraph.Tests.Execution;

/// <summary>What the output of a streaming node can be passed as.</summary>
public class StreamOutputTests
{
    private static async IAsyncEnumerable<int> Count(int n)
    {
        for (int i = 1; i <= n; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<string> Words(int n)
    {
        for (int i = 1; i <= n; i++)
        {
            await Task.Yield();
            yield return $"w{i}";
        }
    }

    private static async Task<int> SumAsync(IAsyncEnumerable<int> items)
    {
        int sum = 0;
        await foreach (int item in items)
        {
            sum += item;
        }

        return sum;
    }

    private static FunctionNode Producer { get; } = Node.Create(Count, output: "items", name: "produce");

    public static TheoryData<string, Delegate> Consumers => new()
    {
        { "array", (int[] items) => items.Sum() },
        { "list", (List<int> items) => items.Sum() },
        { "read-only list", (IReadOnlyList<int> items) => items.Sum() },
        { "sequence", (IEnumerable<int> items) => items.Sum() },
        { "stream", SumAsync },
        { "stream beside others", async (IAsyncEnumerable<int> items, int n) => await SumAsync(items) },
        { "array among many", (int[] items, int a = 0, int b = 0, int c = 0, int d = 0, int e = 0, int f = 0) => items.Sum() },
    };

    [Theory]
    [MemberData(nameof(Consumers))]
    public async Task Run_Output_of_a_stream_Feeds(string kind, Delegate consumer)
    {
        FunctionNode consume = Node.Create(consumer, output: "sum", name: kind);
        var runner = new AsyncRunner();

        Assert.Equal(6, (await runner.RunAsync(new Graph([Producer, consume]), ("n", 3)))["sum"]);
        Assert.Equal(6, (await runner.RunAsync(new Graph([Producer, consume.WithInterceptors(Around.PassThrough)]), ("n", 3)))["sum"]);
        Assert.Equal(6, (await runner.RunAsync(new Graph([Producer, new Graph("inner", [consume]).AsNode()]), ("n", 3)))["sum"]);
        Assert.Equal(6, (await runner.RunAsync(new Graph([new Graph("inner", [Producer]).AsNode(), consume]), ("n", 3)))["sum"]);
        var gated = new Graph([Producer, Node.IfElse((int n) => true, kind, Node.End, name: "gate"), consume]);
        Assert.Equal(6, (await runner.RunAsync(gated, ("n", 3)))["sum"]);
    }

    [Fact]
    public async Task Run_Output_of_a_stream_Feeds_consumers_of_every_kind_at_once()
    {
        var graph = new Graph(
        [
            Node.Create(Words, output: "items", name: "produce"),
            Node.Create((string[] items) => string.Concat(items), output: "array"),
            Node.Create((object[] items) => string.Concat(items), output: "objects"),
            Node.Create((List<string> items) => string.Concat(items), output: "list"),
            Node.Create((IAsyncEnumerable<object> items) => items.GetType().IsArray, output: "isArray"),
            Node.Create(async (IAsyncEnumerable<string> items) => string.Concat(await items.ToArrayAsync()) + string.Concat(await items.ToArrayAsync()), output: "twice"),
        ]);
        RunResult result = await new AsyncRunner().RunAsync(graph, ("n", 2));

        Assert.Equal("w1w2", result["array"]);
        Assert.Equal("w1w2", result["objects"]);
        Assert.Equal("w1w2", result["list"]);
        Assert.Equal(false, result["isArray"]);
        Assert.Equal("w1w2w1w2", result["twice"]);
        Assert.Equal(new List<string> { "w1", "w2" }, result.Get<List<string>>("items"));
    }

    [Fact]
    public async Task Map_Over_the_output_of_a_stream_and_streams_of_items_Run()
    {
        Graph twice = new("twice", [Node.Create((int items) => items * 2, output: "y")]);
        Assert.Equal(new[] { 2, 4 }, (await new AsyncRunner().RunAsync(new Graph([Producer, twice.AsNode().MapOver("items")]), ("n", 2))).Get<int[]>("y"));

        Graph sum = new("sum", [Producer, Node.Create((int[] items) => items.Sum(), output: "y")]);
        Assert.Equal([1, 3, 6], (await new AsyncRunner().MapAsync(sum, new { n = new[] { 1, 2, 3 } }, "n")).Get<int>("y"));
    }

    [Fact]
    public void Graph_Collection_that_is_no_array_list_or_stream_Is_refused() =>
        Assert.Throws<GraphConfigurationException>(() => new Graph([Producer, Node.Create((HashSet<int> items) => items.Count, output: "count")]));
}
