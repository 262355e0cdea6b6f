using System.Collections.Concurrent;
using System.Globalization;
using Hypergraph;
using Hypergraph.Durability.Sqlite;
using Hypergraph.Orleans;
using Hypergraph.Orleans.SiloHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;
using Orleans.Runtime;

// A silo of the tests' cluster. Writes "ready" when it has started. For a port on the standard input, it writes "sees" when it sees the
// silo at that port; for "unobserved", the unobserved exceptions of tasks. It ends with its input. It sends its traces to the address in the
// environment variable HYPERGRAPH_TEST_TRACES, if there is one, and stores durable runs in the SQLite file in HYPERGRAPH_TEST_STORE.
// With "call" it is a caller that maps the graph "steps" over 12 items, with the folder in which they leave files.
SqliteRunStore? store = Environment.GetEnvironmentVariable("HYPERGRAPH_TEST_STORE") is { Length: > 0 } path ? await SqliteRunStore.OpenAsync(path) : null;
if (args is ["call", var redisOfCall, var clusterOfCall, var folder])
{
    await using var runner = new OrleansRunner(client => ClusterHosts.Find(client, Number(redisOfCall), clusterOfCall)) { Store = store };
    RunHandle<MapResult> run = await runner.SubmitMapAsync(
        ClusterGraphs.Steps(), new { n = Enumerable.Range(0, 12), folder }, over: "n", new MapOptions { WorkflowId = "steps" });
    Console.WriteLine(run.RunId);
    Console.WriteLine((await run.Completion).Status);
    return 0;
}

if (args is not [var redis, var cluster, var silo, var gateway, var items, var probes, var kind])
{
    await Console.Error.WriteLineAsync("Usage: Hypergraph.Orleans.SiloHost REDIS_PORT CLUSTER SILO_PORT GATEWAY_PORT MAX_ITEMS MISSED_PROBES usual|other");
    return 2;
}

ConcurrentQueue<string> unobserved = [];
TaskScheduler.UnobservedTaskException += (_, e) => unobserved.Enqueue(e.Exception.ToString().ReplaceLineEndings(" | "));
using TracerProvider? traces = Environment.GetEnvironmentVariable("HYPERGRAPH_TEST_TRACES") is { Length: > 0 } address ? ClusterHosts.SendTraces(new Uri(address)) : null;
using IHost host = ClusterHosts.CreateSilo(Number(redis), cluster, Number(silo), Number(gateway), Number(items), Number(probes), kind == "other", store);
await host.StartAsync();
Console.WriteLine("ready");
ISiloStatusOracle oracle = host.Services.GetRequiredService<ISiloStatusOracle>();
while (await Console.In.ReadLineAsync() is { } port)
{
    if (port == "unobserved")
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Console.WriteLine(string.Join(" || ", unobserved));
        continue;
    }

    while (!Sees(Number(port)))
    {
        await Task.Delay(20);
    }

    Console.WriteLine("sees");
}

return 0;

bool Sees(int port) => oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Any(s => s.Endpoint.Port == port);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
