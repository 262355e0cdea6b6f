using System.Net;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Tests;

/// <summary>What a server without a log writes to standard error.</summary>
[CollectionDefinition(nameof(WarningTests), DisableParallelization = true)]
[Collection(nameof(WarningTests))]
public sealed class WarningTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failure_Without_a_log_Is_written_to_standard_error()
    {
        using var output = new StringWriter();
        TextWriter before = Console.Error;
        Console.SetError(TextWriter.Synchronized(output));
        try
        {
            await using var store = new InMemoryRunStore();
            var broken = new BrokenStore(store) { Failure = new RunStoreException("The file is no store.") };
            await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.Store = broken }, Token);
            using var client = new ServerClient(server);
            await client.JsonAsync("api/runs/stored:x/stored", HttpStatusCode.ServiceUnavailable);

            Assert.Equal($"error: The store cannot be read, or not be written. The file is no store.{Environment.NewLine}", output.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }

    [Fact]
    public async Task Server_That_other_machines_reach_Warns_on_standard_error()
    {
        using var output = new StringWriter();
        TextWriter before = Console.Error;
        Console.SetError(TextWriter.Synchronized(output));
        try
        {
            await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Address = IPAddress.Any, Configure = o => o.AllowRemoteWithoutAuthorization = true }, Token);

            Assert.Equal($"warning: The dashboard answers clients on other machines without authorization, on 0.0.0.0. Any client that reaches this port sees all runs.{Environment.NewLine}", output.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
