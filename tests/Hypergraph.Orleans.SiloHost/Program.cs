using System.Globalization;
using Hypergraph.Orleans.SiloHost;
using Microsoft.Extensions.Hosting;

// A silo of the tests' cluster. Says "ready" when it is one, and ends with its standard input.
if (args is not [var redis, var cluster, var silo, var gateway, var items, var kind])
{
    await Console.Error.WriteLineAsync("Usage: Hypergraph.Orleans.SiloHost REDIS_PORT CLUSTER SILO_PORT GATEWAY_PORT MAX_ITEMS usual|other");
    return 2;
}

using IHost host = ClusterHosts.CreateSilo(Number(redis), cluster, Number(silo), Number(gateway), Number(items), kind == "other");
await host.StartAsync();
Console.WriteLine("ready");
await Console.In.ReadToEndAsync();
return 0;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
