using System.Net;
using System.Text.Json;
using Hypergraph.Progress.Tests;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Pages of many items, events and failures.</summary>
public sealed class LongReadsTests
{
    private const int Items = 12_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slowest_items_Are_listed_up_to_a_limit()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        string path = $"api/runs/{Emit(server.Processor)}/items?order=slowest";

        JsonElement first = await client.JsonAsync($"{path}&limit=3");
        JsonElement last = await client.JsonAsync($"{path}&offset=9999&limit=3");
        JsonElement problem = await client.JsonAsync($"{path}&offset=10000", HttpStatusCode.BadRequest);
        JsonElement far = await client.JsonAsync($"{path}&offset=99999999999999999999", HttpStatusCode.BadRequest);

        // The items take longer the later they are, except that two in a row take the same time.
        Assert.Equal(["11998", "11999", "11996"], Indexes(first));
        Assert.Equal(1, last.GetProperty("items").GetArrayLength());
        Assert.Equal("Only the 10,000 slowest items are known. Use a smaller offset, or another order.", problem.GetProperty("detail").GetString());
        Assert.Equal(400, far.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData(0, "999", "1999")]
    [InlineData(11, "11999", "0")]
    [InlineData(12, "0", "1")]
    [InlineData(12 + 998, "998", "1000")]
    [InlineData(12 + 5_000, "5005", "5006")]
    [InlineData(Items - 1, "11998", null)]
    [InlineData(Items, null, null)]
    [InlineData(1_000_000_000, null, null)]
    public async Task Failed_items_Are_first_at_any_offset(int offset, string? first, string? second)
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        string key = Emit(server.Processor);

        JsonElement page = await client.JsonAsync($"api/runs/{key}/items?order=failed&offset={offset}&limit=2");

        Assert.Equal(((string?[])[first, second]).OfType<string>(), Indexes(page));
        Assert.Equal((Items, 12), (page.GetProperty("total").GetInt32(), page.GetProperty("counts").GetProperty("failed").GetInt32()));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(Items - 1, 1)]
    [InlineData(Items, 0)]
    [InlineData(1_000_000_000, 0)]
    public async Task Items_Are_listed_in_order_at_any_offset(int offset, int count)
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        string key = Emit(server.Processor);

        JsonElement page = await client.JsonAsync($"api/runs/{key}/items?order=index&offset={offset}&limit=2");

        Assert.Equal(Enumerable.Range(offset, count).Select(i => $"{i}"), Indexes(page));
    }

    [Fact]
    public async Task Items_Of_nested_maps_Have_the_indexes_around_them()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        var graph = new Graph("tables", [new Graph("table", [new Graph("row", [Node.Create((int x) => x, "y", "read")]).AsNode("rows").MapOver("x")]).AsNode("read").MapOver("x")]);
        RunResult result = await new AsyncRunner(server.Processor).RunAsync(graph, [("x", new[] { [1, 2], new[] { 3 } })], new RunOptions { MaxConcurrency = 1 }, Token);

        JsonElement page = await client.JsonAsync($"api/runs/{result.RunId}/items?row=read/rows&order=index");

        Assert.Equal(["0.0", "0.1", "1.0"], Indexes(page).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Events_Are_found_on_all_pages()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        string key = Emit(server.Processor);

        JsonElement found = await client.JsonAsync($"api/runs/{key}/events?kind=nodeError&limit=500");

        // 5,000 events are kept, four for each item.
        Assert.Equal(["[11999]/check", "[10999]/check"], found.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
        Assert.Equal(5_000, found.GetProperty("newest").GetInt64() - found.GetProperty("oldest").GetInt64() + 1);
    }

    [Fact]
    public async Task Failures_Have_their_stack_and_no_exception()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        var graph = new Graph("fails", [Node.Create((int x) => x > 0 ? throw new InvalidOperationException("no") : x, "y", "check")]);
        RunResult result = await new AsyncRunner(server.Processor).RunAsync(graph, [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue }, Token);

        JsonElement failures = await client.JsonAsync($"api/runs/{result.RunId}/failures");

        JsonElement sample = failures.GetProperty("groups")[0].GetProperty("samples")[0];
        Assert.Equal(("no", "check"), (sample.GetProperty("message").GetString(), sample.GetProperty("path").GetString()));
        Assert.Contains(nameof(LongReadsTests), sample.GetProperty("stack").GetString(), StringComparison.Ordinal);
    }

    private static string[] Indexes(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("index").GetString()!)];

    /// <summary>A map of items of which each thousandth fails, and of which the later ones take longer.</summary>
    private static string Emit(DashboardProcessor processor)
    {
        var clock = new FakeClock();
        RunScript map = new EventScript(processor.OnEvent, clock).Map(Outlines.Graph("numbers", Outlines.Node("check")), Items);
        for (int i = 0; i < Items; i++)
        {
            RunScript item = map.Item();
            NodeScript node = item.Node("check");
            clock.Advance(TimeSpan.FromMilliseconds(1 + (i / 2)));
            if (i % 1_000 == 999)
            {
                node.Fail("odd");
                item.End(RunStatus.Failed, "odd");
            }
            else
            {
                node.End();
                item.End();
            }
        }

        map.End();
        return map.RunId.ToString();
    }
}
