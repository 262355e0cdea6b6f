using System.Globalization;
using System.Net;
using Hypergraph;
using Hypergraph.Orleans;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

// Silos and callers have the same graph.
var squares = new Graph("squares",
[
    Node.Create((int n) => n * n, output: "square"),
    Node.Create((int n) => Environment.ProcessId, output: "process"),
]);

if (args is ["silo", var number])
{
    // The ports are open on the loopback address alone. The first silo keeps the list of members.
    int index = int.Parse(number, CultureInfo.InvariantCulture);
    HostApplicationBuilder builder = Host.CreateApplicationBuilder();
    builder.UseOrleans(silo => silo
        .UseLocalhostClustering(siloPort: 11110 + index, gatewayPort: 29999 + index, new IPEndPoint(IPAddress.Loopback, 11111))
        .AddHypergraph(graphs => graphs.Add(squares)));
    await builder.Build().RunAsync();
    return;
}

await using var runner = new OrleansRunner(client => client.UseLocalhostClustering([30000, 30001]));
MapResult result = await runner.MapAsync(squares, new { n = Enumerable.Range(1, 100) }, over: "n");
Console.WriteLine($"The sum is {result.Get<int>("square").Sum()}, made by {result.Get<int>("process").Distinct().Count()} processes.");
