using System.Globalization;
using Hypergraph;

var read = Node.Create((string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture), output: "net", name: "read");
var addTax = Node.Create((decimal net) => net * 1.2m, output: "gross", name: "add_tax");
var invoice = new Graph("invoice", [read, addTax]);
var runner = new AsyncRunner();

// By default the exception of the node reaches the caller. Its data says where it was thrown.
try
{
    await runner.RunAsync(invoice, new { amount = "ten" });
}
catch (FormatException e)
{
    Console.WriteLine($"{e.GetType().Name} in {e.Data[FailureData.Location]}");
}

// With Continue, a map runs all items, and its result has the failures.
MapResult all = await runner.MapAsync(
    invoice,
    new { amount = new[] { "1", "two", "3" } },
    over: "amount",
    new() { ErrorHandling = ErrorHandling.Continue });
Console.WriteLine($"{all.Status}: {all.CompletedCount} completed, {all.FailedCount} failed");
Console.WriteLine(string.Join(", ", all.Get<decimal?>("gross").Select(gross => gross?.ToString(CultureInfo.InvariantCulture) ?? "none")));
foreach (MapFailure failure in all.Failures)
{
    Console.WriteLine($"item {failure.Index}: {failure.Error.GetType().Name} in {failure.NodePath}");
}

// A mapped node in a graph has the same choice. The run completes, and knows all failures with their paths.
var sum = Node.Create((decimal?[] gross) => gross.Sum(), output: "sum");
var quarter = new Graph("quarter",
[
    invoice.AsNode("invoices").RenameInput("amount", "amounts").MapOver(["amounts"], MapMode.Zip, ErrorHandling.Continue),
    sum,
]);
RunResult result = await runner.RunAsync(quarter, new { amounts = new[] { "1", "two", "3" } });
Console.WriteLine($"{result.Status} with {result.Failures.Count} failure, sum {result.Get<decimal?>("sum")}");
Console.WriteLine(result.Failures[0].Location);

// What is wrong with a graph is reported when it is built, with the repair.
try
{
    _ = new Graph("invoice", [read, Node.Create((double net) => net * 1.2, output: "gross", name: "add_tax")]);
}
catch (GraphConfigurationException e)
{
    Console.WriteLine(e.Message);
}
