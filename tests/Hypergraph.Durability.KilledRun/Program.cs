using System.Globalization;
using Hypergraph.Durability;
using Hypergraph.Durability.KilledRun;
using Hypergraph.Durability.Tests;

// Runs many runs on a store: many KIND ADDRESS NAME COUNT
if (args is [ManyRuns.Verb, string kindOfMany, string addressOfMany, string process, string count])
{
    await using IRunStore shared = await CaseStores.OpenAsync(kindOfMany, addressOfMany, DurabilityMode.Batched, TimeSpan.FromSeconds(15));
    Console.WriteLine(await ManyRuns.RunAsync(shared, process, int.Parse(count, CultureInfo.InvariantCulture)));
    return 0;
}

// Runs a case on a store, and is killed at its n-th event: KIND ADDRESS MODE CASE LOG N [LEASE]
if (args is not [string kind, string address, string mode, string name, string log, string killAt, ..])
{
    await Console.Error.WriteLineAsync("Usage: KIND ADDRESS MODE CASE LOG N [LEASE]");
    return 2;
}

TimeSpan lease = args.Length > 6 ? TimeSpan.FromMilliseconds(int.Parse(args[6], CultureInfo.InvariantCulture)) : TimeSpan.FromSeconds(15);
await using IRunStore store = await CaseStores.OpenAsync(kind, address, Enum.Parse<DurabilityMode>(mode), lease);
try
{
    DurableCase durable = name == WaitingCase.Name ? WaitingCase.At(log) : DurableCases.Of(name);
    Console.WriteLine(await DurableCall.RunAsync(durable, store, new ExecutionLog(log), isSynchronous: false, new KillingProcessor(int.Parse(killAt, CultureInfo.InvariantCulture))));
    return 0;
}
catch (LeaseLostException error)
{
    Console.WriteLine(error.Message);
    return 3;
}
