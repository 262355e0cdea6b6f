using Hypergraph.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hypergraph.Tests.Nodes;

/// <summary>Parameters that a run supplies from a service provider.</summary>
public class ServiceParameterTests
{
    private static readonly Graph Priced = new("priced", [
        Node.Create((int amount, [FromServices] Prices prices) => amount * prices.Unit, output: "total", name: "price"),
    ]);

    public static TheoryData<Delegate, string> UnusableParameters => new()
    {
        {
            ([FromServices] int count) => count,
            "Parameter 'count' of node 'n' is marked as a service, and is of type int. A service is a reference type, passed by value. Change the type, or remove the attribute to make the parameter an input."
        },
        {
            ([FromKeyedServices] Prices prices) => prices.Unit,
            "Parameter 'prices' of node 'n' is marked with [FromKeyedServices] without a key, and a node has no key to inherit. Write the key: [FromKeyedServices(\"key\")]."
        },
    };

    private static RunOptions With(Action<ServiceCollection> register) => new() { Services = ProviderOf(register) };

    private static ServiceProvider ProviderOf(Action<ServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider();
    }

    [Fact]
    public void Parameter_Marked_as_service_Is_no_input()
    {
        Assert.Equal(["amount"], Priced.Inputs.Select(i => i.Name));
        Assert.Equal(["amount"], Assert.Single(Priced.Nodes).InputNames);
    }

    [Fact]
    public async Task Run_Supplies_the_services_of_the_call_on_both_runners()
    {
        RunOptions options = With(s => s.AddSingleton(new Prices(7)));

        Assert.Equal(21, new SyncRunner().Run(Priced, new { amount = 3 }, options)["total"]);
        Assert.Equal(21, (await new AsyncRunner().RunAsync(Priced, new { amount = 3 }, options, TestContext.Current.CancellationToken))["total"]);
    }

    [Fact]
    public void Events_Of_a_node_with_a_service_Have_its_inputs_only()
    {
        var recorder = new EventRecorder();
        new SyncRunner(recorder).Run(Priced, new { amount = 3 }, With(s => s.AddSingleton(new Prices(7))));

        Assert.Equal(["amount"], Assert.Single(recorder.Events.OfType<NodeStartEvent>()).Inputs!.Keys);
    }

    [Fact]
    public void Service_With_a_key_Is_found_by_its_key()
    {
        Graph graph = new([Node.Create(
            ([FromKeyedServices("net")] Prices net, [FromKeyedServices("gross")] Prices gross, [FromKeyedServices(null)] Prices plain) => (net.Unit, gross.Unit, plain.Unit),
            output: ["net", "gross", "plain"],
            name: "read")]);

        RunResult result = new SyncRunner().Run(graph, options: With(s => s
            .AddKeyedSingleton("net", new Prices(1))
            .AddKeyedSingleton("gross", new Prices(2))
            .AddSingleton(new Prices(3))));

        Assert.Equal([1, 2, 3], [result["net"], result["gross"], result["plain"]]);
    }

    [Fact]
    public void Service_That_is_optional_Is_null_where_the_provider_has_none_or_the_call_has_no_provider()
    {
        Graph graph = new([Node.Create(
            ([FromServices] Prices? nullable, [FromServices] Prices withDefault = null!) => nullable is null && withDefault is null,
            output: "areNull",
            name: "read")]);

        Assert.Equal(true, new SyncRunner().Run(graph)["areNull"]);
        Assert.Equal(true, new SyncRunner().Run(graph, options: With(_ => { }))["areNull"]);
        Assert.Equal(false, new SyncRunner().Run(graph, options: With(s => s.AddSingleton(new Prices(1))))["areNull"]);
    }

    [Fact]
    public void Service_That_is_missing_Is_the_default_of_its_parameter()
    {
        Graph graph = new([Node.Create(([FromKeyedServices("unit")] string unit = "EUR") => unit, output: "unit", name: "read")]);

        Assert.Equal("EUR", new SyncRunner().Run(graph, options: With(_ => { }))["unit"]);
        Assert.Equal("USD", new SyncRunner().Run(graph, options: With(s => s.AddKeyedSingleton("unit", "USD")))["unit"]);
    }

    [Fact]
    public async Task Call_Without_services_Is_rejected_before_anything_runs()
    {
        const string Message = "The graph needs services, and the call has none: Prices for parameter 'prices' of node 'price'. Set RunOptions.Services, or run the graph with the IGraphRunner of a container.";
        var recorder = new EventRecorder();
        var runner = new AsyncRunner(recorder);

        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => new SyncRunner(recorder).Run(Priced, new { amount = 3 })).Message);
        Assert.Equal(Message, (await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(Priced, new { amount = 3 }))).Message);
        Assert.Equal(Message, (await Assert.ThrowsAsync<InvalidOperationException>(() => runner.MapAsync(Priced, new { amount = new[] { 3 } }, "amount"))).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => runner.Start(Priced, new { amount = 3 })).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => runner.MapStreamAsync(Priced, GraphInputs.Empty, "amount", AsyncEnumerable.Range(1, 2))).Message);
        Assert.Empty(recorder.Events);
    }

    [Fact]
    public void Call_Whose_provider_lacks_services_Is_rejected_with_all_of_them()
    {
        Graph inner = new("inner", [Node.Create(([FromKeyedServices("net")] Prices prices) => prices.Unit, output: "unit", name: "read")]);
        Graph outer = new([inner.AsNode("nested"), Node.Create((int unit, [FromServices] Clock clock) => unit + clock.Hour, output: "sum", name: "add")]);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new SyncRunner().Run(outer, options: With(s => s.AddSingleton(new Prices(1)))));

        Assert.Equal(
            "The services of the call lack what the graph needs: Prices with the key 'net' for parameter 'prices' of node 'nested/read'; Clock for parameter 'clock' of node 'add'. Register them, or make the parameters optional.",
            error.Message);
    }

    [Fact]
    public void Provider_That_cannot_say_what_it_has_Fails_the_node()
    {
        var recorder = new EventRecorder();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new SyncRunner(recorder).Run(Priced, new { amount = 3 }, new RunOptions { Services = new EmptyProvider() }));

        Assert.Equal("The services of the call have no Prices for parameter 'prices' of node 'price'.", error.Message);
        Assert.Equal("price", Assert.Single(recorder.Events.OfType<NodeErrorEvent>()).NodeName);
    }

    [Fact]
    public void Provider_Without_keys_Is_rejected_where_a_key_is_needed()
    {
        Graph graph = new([Node.Create(([FromKeyedServices("net")] Prices prices) => prices.Unit, output: "unit", name: "read")]);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new SyncRunner().Run(graph, options: new RunOptions { Services = new EmptyProvider() }));

        Assert.StartsWith("The services of the call lack what the graph needs: Prices with the key 'net'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(UnusableParameters), DisableDiscoveryEnumeration = true)]
    public void Parameter_That_cannot_receive_a_service_Is_rejected(Delegate function, string message) =>
        Assert.Equal(message, Assert.Throws<GraphConfigurationException>(() => Node.Create(function, name: "n")).Message);

    [Fact]
    public void Service_That_is_transient_Is_created_for_each_call_of_a_function()
    {
        Graph inner = new("inner", [Node.Create((int x, [FromServices] Clock clock) => clock.Id, output: "id", name: "read")]);
        Graph outer = new([inner.AsNode("each").MapOver("x")]);

        RunResult result = new SyncRunner().Run(outer, new { x = new[] { 1, 2, 3 } }, With(s => s.AddTransient<Clock>()));

        Assert.Equal(3, ((IEnumerable<Guid>)result["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task Map_Supplies_the_services_to_every_item()
    {
        RunOptions options = With(s => s.AddSingleton(new Prices(2)));
        var map = new MapOptions { Services = options.Services };

        MapResult mapped = await new AsyncRunner().MapAsync(Priced, new { amount = new[] { 1, 2, 3 } }, "amount", map, TestContext.Current.CancellationToken);
        Assert.Equal([2, 4, 6], mapped.Get<int>("total"));
        Assert.Equal([2, 4, 6], new SyncRunner().Map(Priced, new { amount = new[] { 1, 2, 3 } }, "amount", map).Get<int>("total"));

        List<object?> streamed = [];
        await foreach (RunResult item in new AsyncRunner().MapStreamAsync(
            Priced, GraphInputs.Empty, "amount", AsyncEnumerable.Range(1, 2), new MapStreamOptions { Services = options.Services }, TestContext.Current.CancellationToken))
        {
            streamed.Add(item["total"]);
        }

        Assert.Equal([2, 4], streamed);
    }

    [Fact]
    public void Gate_In_a_loop_Reads_its_service_in_every_iteration()
    {
        Graph graph = new(
            [
                Node.Create((int count) => count - 1, output: "count", name: "decrement"),
                Node.IfElse((int count, [FromServices] Prices least) => count > least.Unit, then: "decrement", otherwise: Node.End, name: "again"),
            ],
            new GraphOptions { Entrypoints = ["decrement"] });

        Assert.Equal(4, new SyncRunner().Run(graph, new { count = 9 }, With(s => s.AddSingleton(new Prices(4))))["count"]);
    }

    [Fact]
    public async Task Interceptor_That_calls_again_Gets_a_new_service_for_each_call()
    {
        List<Guid> ids = [];
        Graph graph = new([Node.Create(
            ([FromServices] Clock clock, NodeContext context, CancellationToken token) =>
            {
                ids.Add(clock.Id);
                return context.NodeName;
            },
            output: "name",
            name: "read").WithInterceptors(new CallTwice())]);

        RunResult result = await new AsyncRunner().RunAsync(graph, options: With(s => s.AddTransient<Clock>()), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("read", result["name"]);
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Resumed_run_Uses_the_services_of_the_resuming_call()
    {
        Graph graph = new([
            Node.Interrupt<bool>((int amount) => $"Buy {amount}?", output: "approved", name: "ask"),
            Node.Create((int amount, bool approved, [FromServices] Prices prices) => approved ? amount * prices.Unit : 0, output: "total", name: "price"),
        ]);
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(graph, new { amount = 3 }, With(s => s.AddSingleton(new Prices(1))), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.ResumeAsync(paused, true));
        RunResult resumed = await runner.ResumeAsync(paused, true, With(s => s.AddSingleton(new Prices(5))), TestContext.Current.CancellationToken);

        Assert.Equal(15, resumed["total"]);
    }

    [Fact]
    public void Use_of_services_Is_known_of_a_graph_and_of_those_in_its_nodes()
    {
        Graph[] graphs = [Priced, new([Priced.AsNode()]), new([Node.Create((int x) => x, output: "y", name: "copy")])];

        Assert.Equal([true, true, false], graphs.Select(CallServices.AreUsedBy));
    }

    /// <summary>An attribute of the name that the library recognizes.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class FromServicesAttribute : Attribute;

    private sealed record Prices(int Unit);

    private sealed class Clock
    {
        public int Hour => 12;

        public Guid Id { get; } = Guid.NewGuid();
    }

    private sealed class EmptyProvider : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class CallTwice : NodeInterceptor
    {
        public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            await call.InvokeAsync(cancellationToken);
            return await call.InvokeAsync(cancellationToken);
        }
    }
}
