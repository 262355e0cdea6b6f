namespace Hypergraph.Benchmarks;

/// <summary>Two diamonds of really asynchronous nodes, one behind the other, beside <see cref="Task.WhenAll(Task[])"/>.</summary>
internal sealed class AsyncParallel() : Comparison("async_parallel")
{
    private readonly AsyncRunner _runner = new();
    private readonly Dictionary<string, object?> _values = new() { ["start"] = 1 };

    private readonly Graph _graph = new("diamonds",
    [
        Node.Create((int start) => LaterAsync(start), output: "a"),
        Node.Create((int start) => LaterAsync(start), output: "b"),
        Node.Create((int start) => LaterAsync(start), output: "c"),
        Node.Create((int start) => LaterAsync(start), output: "d"),
        Node.Create((int a, int b, int c, int d) => a + b + c + d, output: "middle"),
        Node.Create((int middle) => LaterAsync(middle), output: "e"),
        Node.Create((int middle) => LaterAsync(middle), output: "f"),
        Node.Create((int middle) => LaterAsync(middle), output: "g"),
        Node.Create((int middle) => LaterAsync(middle), output: "h"),
        Node.Create((int e, int f, int g, int h) => e + f + g + h, output: "end"),
    ]);

    public override Side[] CreateSides() =>
    [
        Side.OfAsync("Hypergraph", 200, RunAsync),
        Side.OfAsync("Task.WhenAll", 200, WriteByHandAsync),
    ];

    private static async Task<int> LaterAsync(int value)
    {
        await Task.Yield();
        return value + 1;
    }

    private static async ValueTask<double> WriteByHandAsync() => await FanAsync(await FanAsync(1));

    private static async Task<int> FanAsync(int value)
    {
        int[] given = await Task.WhenAll(LaterAsync(value), LaterAsync(value), LaterAsync(value), LaterAsync(value));
        return given[0] + given[1] + given[2] + given[3];
    }

    private async ValueTask<double> RunAsync() => (await _runner.RunAsync(_graph, _values)).Get<int>("end");
}
