namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/maps-and-nesting.md, word for word, and what it must produce.</summary>
public sealed class MapGuides
{
    private const string Page = "maps-and-nesting";

    [Fact]
    public async Task Maps_Run()
    {
        // snippet: maps
        var shipping = new Graph("shipping",
        [
            Node.Create((double weight, string country) => country == "CH" ? 7 : 7 + (2 * weight), output: "cost"),
        ]);

        var runner = new AsyncRunner();
        double[] weights = [1, 2.5, 4];

        MapResult one = await runner.MapAsync(shipping, new { weight = weights, country = "FR" }, over: "weight");

        IReadOnlyList<double> costs = one.Get<double>("cost");      // 9, 12, 15: in the order of the inputs
        RunResult second = one[1];                                  // the result of one item
        // end

        Assert.Equal([9, 12, 15], costs);
        Assert.Equal(12.0, second["cost"]);

        // snippet: maps-over-several
        string[] countries = ["CH", "FR", "CH"];

        MapResult pairs = await runner.MapAsync(            // item by item: 7, 12, 7
            shipping, new { weight = weights, country = countries }, over: ["weight", "country"]);

        MapResult table = await runner.MapAsync(            // every combination, the last input fastest: 7, 9, 7, 7, 12, 7, …
            shipping, new { weight = weights, country = countries }, over: ["weight", "country"], new() { Mode = MapMode.Product });
        // end

        Assert.Equal([7, 12, 7], pairs.Get<double>("cost"));
        Assert.Equal([7, 9, 7, 7, 12, 7, 7, 15, 7], table.Get<double>("cost"));

        // snippet: maps-nested
        var order = new Graph("order",
        [
            shipping.AsNode().RenameInput("weight", "weights").MapOver("weights"),
            Node.Create((double[] cost) => cost.Sum(), output: "total"),
        ]);

        RunResult ordered = await runner.RunAsync(order, new { weights, country = "FR" });
        double total = ordered.Get<double>("total");                // 36

        var trip = new Graph("trip",
        [
            shipping.AsNode("there").RenameOutput("cost", "outbound"),
            shipping.AsNode("back").RenameInput("country", "home").RenameOutput("cost", "inbound"),
            Node.Create((double outbound, double inbound) => outbound + inbound, output: "total"),
        ]);

        RunResult there = await runner.RunAsync(trip, new { weight = 2.0, country = "FR", home = "CH" });   // 11 + 7
        // end

        Assert.Equal((36.0, 18.0), (total, there["total"]));

        // snippet: maps-in-maps
        double[][] orders = [[1, 2.5], [4]];
        MapResult all = await runner.MapAsync(order, new { weights = orders, country = "FR" }, over: "weights");
        IReadOnlyList<double> totals = all.Get<double>("total");    // 21, 15
        // end

        Assert.Equal([21, 15], totals);

        Guide.Says(Page, () => new SyncRunner().Run(shipping, new { weight = weights, country = "FR" }));
        Guide.Says(Page, () => new SyncRunner().Map(shipping, new { weight = weights, country = new[] { "CH", "FR" } }, over: ["weight", "country"]));
        Guide.Says(Page, () => shipping.AsNode().MapOver("weights"));
        Guide.Says(Page, () => new Graph("order", [shipping.AsNode().MapOver("weight"), Node.Create((double cost) => cost, output: "total")]));
    }

    [Fact]
    public async Task Failed_items_Are_missing()
    {
        // snippet: maps-missing
        var parse = new Graph("parse", [Node.Create((string text) => int.Parse(text), output: "number")]);

        var sum = new Graph("sum",
        [
            parse.AsNode().RenameInput("text", "lines").MapOver(["lines"], MapMode.Zip, ErrorHandling.Continue),
            Node.Create((int?[] number) => number.Sum() ?? 0, output: "sum"),
        ]);

        RunResult result = await new AsyncRunner().RunAsync(sum, new { lines = new[] { "1", "two", "3" } });
        int total = result.Get<int>("sum");                         // 4
        bool isClean = !result.HasFailures;                         // false: result.Failures has the FormatException
        // end

        Assert.Equal((4, false), (total, isClean));
        Assert.IsType<FormatException>(Assert.Single(result.Failures).Error);
    }
}
