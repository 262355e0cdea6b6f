using Hypergraph.Durability;
using Hypergraph.Extensions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to services and hosts, word for word.</summary>
public sealed class HostingGuides
{
    private static WebApplicationBuilder CreateBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();

        // snippet: hosting-register
        builder.Services.AddScoped<Prices>();
        builder.Services.AddHypergraph(h => h
            .AddGraph("order", services => new Graph([
                Node.Create((string item, [FromServices] Prices prices) => prices.Find(item), output: "price", name: "look_up"),
                Node.Create((int price, int count) => price * count, output: "total", name: "multiply"),
            ]))
            .AddProcessor<AuditProcessor>()
            .Configure(options => options.MaxRecentRuns = 500));
        // end

        // snippet: hosting-health
        builder.Services.AddHealthChecks().AddHypergraph(configure: options =>
        {
            options.MaxFailureRatio = 0.5;
            options.MaxRunAge = TimeSpan.FromHours(1);
        });
        // end

        return builder;
    }

    [Fact]
    public async Task Graph_Of_the_container_Runs_and_is_recorded()
    {
        await using WebApplication app = CreateBuilder().Build();
        Graph order = app.Services.GetRequiredKeyedService<Graph>("order");
        IGraphRunner runner = app.Services.GetRequiredService<IGraphRunner>();

        // snippet: hosting-run
        RunResult result = await runner.RunAsync(order, new { item = "tea", count = 3 });
        // end

        // snippet: hosting-events
        app.MapHypergraphEvents("/runs/{id}/events").RequireHost("localhost");
        // end

        Assert.Equal(9, result["total"]);
        Assert.Equal("order", Assert.Single(app.Services.GetRequiredService<IRunRegistry>().RecentRuns).GraphName);
        Assert.Equal(1, app.Services.GetRequiredService<AuditProcessor>().RunCount);
        HealthReport health = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    [Fact]
    public async Task Live_runs_Are_listed_and_stopped()
    {
        await using WebApplication app = CreateBuilder().Build();
        IRunRegistry registry = app.Services.GetRequiredService<IRunRegistry>();
        Graph waiting = new("waiting", [Node.Create(async Task (NodeContext context) =>
        {
            while (!context.IsStopRequested)
            {
                await Task.Yield();
            }
        }, output: null, name: "wait")]);
        RunHandle<RunResult> handle = app.Services.GetRequiredService<IGraphRunner>().Start(waiting, GraphInputs.Empty, cancellationToken: TestContext.Current.CancellationToken);
        RunId id = handle.RunId;

        // snippet: hosting-registry
        foreach (RunEntry run in registry.LiveRuns)
        {
            Console.WriteLine($"{run.RunId} {run.GraphName} since {run.StartedAt:T}");
        }

        if (registry.Find(id) is { } found && found.Stop("not needed any more"))
        {
            await found.Completion;
        }
        // end

        Assert.Empty(registry.LiveRuns);
        Assert.Single(registry.RecentRuns);
    }

    [Fact]
    public async Task Calls_of_the_container_Are_stored()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        var order = new Graph("order", [Node.Create((int count) => count * 2, output: "total")]);
        await using var store = new InMemoryRunStore();

        // snippet: hosting-store
        builder.Services.AddHypergraph(h => h
            .AddGraph("order", order)
            .UseStore(store)
            .ResumeRuns(o => (o.MaxRuns, o.MaxConcurrent, o.StartDelay) = (100, 4, TimeSpan.FromSeconds(10))));
        // end

        await using WebApplication app = builder.Build();
        RunResult result = await app.Services.GetRequiredService<IGraphRunner>().RunAsync(order, new { count = 3 }, new() { WorkflowId = "order-7" });

        Assert.Equal(6, result["total"]);
        Assert.Equal(RunStatus.Completed, (await store.FindAsync("order-7", TestContext.Current.CancellationToken))!.Status);
    }

    private sealed class Prices
    {
        public int Find(string item) => item.Length;
    }

    private sealed class AuditProcessor : EventProcessor
    {
        public int RunCount { get; private set; }

        public override void OnEvent(Event e) => RunCount += e is RunStartEvent ? 1 : 0;
    }
}
