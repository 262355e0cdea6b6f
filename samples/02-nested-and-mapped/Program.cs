using Hypergraph;

// A graph for one parcel.
var cost = Node.Create((double weight, string country) => country == "CH" ? 7 : 7 + (2 * weight), output: "cost");
var shipping = new Graph("shipping", [cost]);

// MapAsync runs it once for each item of the mapped inputs. All other inputs are the same for every item.
var runner = new AsyncRunner();
double[] weights = [1, 2.5, 4];
MapResult parcels = await runner.MapAsync(shipping, new { weight = weights, country = "FR" }, over: "weight");
Console.WriteLine($"parcels: {string.Join(", ", parcels.Get<double>("cost"))}");

// Two mapped inputs are combined item by item, or to every combination.
string[] countries = ["CH", "FR"];
MapResult table = await runner.MapAsync(
    shipping, new { weight = weights, country = countries }, over: ["weight", "country"], new() { Mode = MapMode.Product });
Console.WriteLine($"table:   {string.Join(", ", table.Get<double>("cost"))}");

// A graph is also a node. Mapped there, it runs once for each item, and its output is an array.
var total = Node.Create((double[] cost) => cost.Sum(), output: "total");
var order = new Graph("order",
[
    shipping.AsNode().RenameInput("weight", "weights").MapOver("weights"),
    total,
]);
Console.WriteLine();
Console.WriteLine(order.Describe());

RunResult ordered = await runner.RunAsync(order, new { weights, country = "FR" });
Console.WriteLine($"order:   {ordered.Get<double>("total")}");

// The graph that maps can be mapped too: a map of orders, each a map of parcels.
double[][] orders = [[1, 2.5], [4]];
MapResult all = await runner.MapAsync(order, new { weights = orders, country = "FR" }, over: "weights");
Console.WriteLine($"orders:  {string.Join(", ", all.Get<double>("total"))}");
