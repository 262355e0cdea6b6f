using System.Collections.Concurrent;
using System.Globalization;
using Hypergraph.Orleans.SiloHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;
using Orleans.Runtime;

// A silo of the tests' cluster. Writes "ready" when it has started. For a port on the standard input, it writes "sees" when it sees the
// silo at that port; for "unobserved", the unobserved exceptions of tasks. It ends with its input. It sends its traces to the address in the
// environment variable HYPERGRAPH_TEST_TRACES, if there is one.
if (args is not [var redis, var cluster, var silo, var gateway, var items, var probes, var kind])
{
    await Console.Error.WriteLineAsync("Usage: Hypergraph.Orleans.SiloHost REDIS_PORT CLUSTER SILO_PORT GATEWAY_PORT MAX_ITEMS MISSED_PROBES usual|other");
    return 2;
}

ConcurrentQueue<string> unobserved = [];
TaskScheduler.UnobservedTaskException += (_, e) => unobserved.Enqueue(e.Exception.ToString().ReplaceLineEndings(" | "));
using TracerProvider? traces = Environment.GetEnvironmentVariable("HYPERGRAPH_TEST_TRACES") is { Length: > 0 } address ? ClusterHosts.SendTraces(new Uri(address)) : null;
using IHost host = ClusterHosts.CreateSilo(Number(redis), cluster, Number(silo), Number(gateway), Number(items), Number(probes), kind == "other");
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
