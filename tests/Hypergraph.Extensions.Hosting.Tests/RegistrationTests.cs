using Microsoft.Extensions.Options;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>What <c>AddHypergraph</c> registers, and what a host refuses at its start.</summary>
public class RegistrationTests
{
    [Fact]
    public async Task Graph_From_the_container_Runs_with_the_runner_of_the_container()
    {
        using IHost host = await TestHost.StartAsync(h => h.AddGraph("report", TestHost.Doubling));
        Graph graph = host.Services.GetRequiredKeyedService<Graph>("report");

        RunResult result = await host.Services.GetRequiredService<IGraphRunner>().RunAsync(graph, new { x = 4 }, cancellationToken: TestHost.Token);

        Assert.Equal(8, result["y"]);
        Assert.Equal("doubling", graph.Name);
        Assert.Same(graph, host.Services.GetRequiredKeyedService<Graph>("report"));
    }

    [Fact]
    public async Task Graph_Without_a_name_Has_that_of_its_registration()
    {
        using IHost host = await TestHost.StartAsync(h => h.AddGraph("report", _ => new Graph([Node.Create((int x) => x, output: "y", name: "same")])));
        Assert.Equal("report", host.Services.GetRequiredKeyedService<Graph>("report").Name);
    }

    [Fact]
    public void AddGraph_With_a_name_that_is_registered_Is_rejected()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TestHost.Build(h => h.AddGraph("report", TestHost.Doubling).AddGraph("report", TestHost.Doubling)));
        Assert.StartsWith("A graph named 'report' is registered already. Use another name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_With_a_graph_that_lacks_a_service_Does_not_start()
    {
        using IHost host = TestHost.Build(h => h.AddGraph("report", _ => new Graph([Node.Create(([FromServices] Uri address) => address.Host, output: "y", name: "read")])));

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestHost.Token));

        Assert.Equal(
            "The graph 'report' cannot run in this host. The services of the call lack what the graph needs: Uri for parameter 'address' of node 'read'. Register them, or make the parameters optional.",
            error.Message);
    }

    [Fact]
    public async Task Host_With_a_graph_that_cannot_be_built_Does_not_start()
    {
        using IHost host = TestHost.Build(h => h.AddGraph("report", _ => new Graph([Node.Create((int x) => x, output: "y", name: "a"), Node.Create((int x) => x, output: "y", name: "a")])));
        await Assert.ThrowsAsync<GraphConfigurationException>(() => host.StartAsync(TestHost.Token));
    }

    [Fact]
    public async Task Host_Whose_factory_returns_no_graph_Does_not_start()
    {
        using IHost host = TestHost.Build(h => h.AddGraph("report", _ => null!));
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestHost.Token));
        Assert.Equal("The function that creates the graph 'report' returned null.", error.Message);
    }

    [Fact]
    public async Task Host_With_options_out_of_range_Does_not_start()
    {
        using IHost host = TestHost.Build(h => h.Configure(o =>
        {
            o.MaxRecentRuns = -1;
            o.MaxEventsPerRun = -2;
            o.RecentRunLifetime = TimeSpan.FromSeconds(-1);
            o.StopTimeout = TimeSpan.FromDays(60);
            o.CancelTimeout = Timeout.InfiniteTimeSpan;
            o.SlowNodeThreshold = TimeSpan.FromSeconds(-2);
        }));

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestHost.Token));

        Assert.Equal(
            [
                "HypergraphOptions.MaxRecentRuns is -1. Set it to 0 or more.",
                "HypergraphOptions.MaxEventsPerRun is -2. Set it to 0 or more.",
                "HypergraphOptions.RecentRunLifetime is -00:00:01. Set it to a time from zero to 10675199.02:48:05.4775807.",
                "HypergraphOptions.StopTimeout is 60.00:00:00. Set it to a time from zero to 49.17:02:47.2940000.",
                "HypergraphOptions.CancelTimeout is -00:00:00.0010000. Set it to a time from zero to 49.17:02:47.2940000.",
                "HypergraphOptions.SlowNodeThreshold is -00:00:02. Set it to a time from zero to 10675199.02:48:05.4775807.",
            ],
            error.Failures);
    }

    [Fact]
    public async Task Processor_Of_the_container_Receives_every_run_and_is_disposed_once()
    {
        IHost host = await TestHost.StartAsync(h => h.AddProcessor<CountingProcessor>());
        var processor = host.Services.GetRequiredService<CountingProcessor>();

        await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token);
        await host.Runner().MapAsync(TestHost.Doubling, new { x = new[] { 1, 2 } }, "x", cancellationToken: TestHost.Token);
        await host.StopAsync(TestHost.Token);
        host.Dispose();

        Assert.Equal((4, 2), (processor.RunCount, processor.ShutdownCount));
        Assert.Equal(1, processor.DisposeCount);
    }

    [Fact]
    public async Task Processor_Of_the_application_Receives_every_run_and_is_not_disposed()
    {
        using var processor = new CountingProcessor();
        IHost host = await TestHost.StartAsync(h => h.AddProcessor(processor));

        await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, new RunOptions { EventProcessors = [processor] }, TestHost.Token);
        host.Dispose();

        Assert.Equal((1, 0), (processor.RunCount, processor.DisposeCount));
    }

    [Fact]
    public async Task Interceptor_Of_the_container_Is_around_every_node()
    {
        using IHost host = await TestHost.StartAsync(h => h.AddInterceptor<AddingInterceptor>());
        RunResult result = await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token);

        Assert.Equal(2, result["y"]);
        Assert.Equal(1, host.Services.GetRequiredService<AddingInterceptor>().CallCount);
    }

    [Fact]
    public async Task Processor_That_depends_on_the_runner_Is_created_after_it()
    {
        using IHost host = await TestHost.StartAsync(h => h.AddProcessor<RunnerProcessor>());
        Assert.Same(host.Services.GetRequiredService<IGraphRunner>(), host.Services.GetRequiredService<RunnerProcessor>().Runner);
    }

    [Fact]
    public async Task Interceptor_Beside_a_runner_of_the_application_Is_rejected()
    {
        using IHost host = TestHost.Build(h => h.AddInterceptor<AddingInterceptor>().UseRunner(_ => new AsyncRunner()));
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestHost.Token));
        Assert.Equal("AddInterceptor has no effect on the runner that UseRunner sets. Set the interceptors of that runner.", error.Message);
    }

    [Fact]
    public async Task Handler_Of_the_container_Answers_interrupts()
    {
        InterruptHandler handler = (_, _) => ValueTask.FromResult(InterruptAnswer.Of("yes"));
        using IHost host = await TestHost.StartAsync(services => services.AddSingleton(handler).AddHypergraph());
        Graph graph = new([Node.Interrupt<string>(() => "Continue?", output: "answer", name: "ask")]);

        Assert.Equal("yes", (await host.Runner().RunAsync(graph, cancellationToken: TestHost.Token))["answer"]);
    }

    [Fact]
    public async Task UseRunner_Sets_what_runs_the_graphs()
    {
        var recorder = new EventRecorder();
        using IHost host = await TestHost.StartAsync(h => h.UseRunner(_ => new AsyncRunner(recorder)));

        await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token);

        Assert.Equal(4, recorder.Events.Count);
        Assert.Single(host.Registry().RecentRuns);
    }

    [Fact]
    public async Task Runner_That_cannot_resume_Is_named_in_the_error()
    {
        using IHost host = await TestHost.StartAsync(h => h.UseRunner(_ => new OneWayRunner()));
        RunResult result = await new AsyncRunner().RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token);

        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(() => host.Runner().ResumeAsync(result, "yes"));

        Assert.Equal(
            "The runner of the host, OneWayRunner, cannot resume a paused result. Answer with an InterruptHandler, or use a runner that implements IResumableGraphRunner.",
            error.Message);
        Assert.Empty(host.Registry().LiveRuns);
    }

    [Fact]
    public void AddHypergraph_Called_twice_Adds_one_runner_with_the_graphs_of_both()
    {
        using IHost host = TestHost.Build((IServiceCollection services) => services
            .AddHypergraph(h => h.AddGraph("a", TestHost.Doubling))
            .AddHypergraph(h => h.AddGraph("b", TestHost.Doubling)));

        Assert.Same(host.Services.GetRequiredService<IGraphRunner>(), host.Services.GetRequiredService<IResumableGraphRunner>());
        Assert.Single(host.Services.GetServices<IGraphRunner>());
        Assert.Single(host.Services.GetServices<IHostedService>());
        Assert.NotNull(host.Services.GetKeyedService<Graph>("a"));
        Assert.NotNull(host.Services.GetKeyedService<Graph>("b"));
    }

    private sealed class OneWayRunner : IGraphRunner
    {
        private readonly AsyncRunner _runner = new();

        public Task<RunResult> RunAsync(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default) =>
            _runner.RunAsync(graph, inputs, options, cancellationToken);

        public Task<MapResult> MapAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
            _runner.MapAsync(graph, inputs, over, options, cancellationToken);

        public IAsyncEnumerable<RunResult> MapStreamAsync<T>(
            Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default) =>
            _runner.MapStreamAsync(graph, inputs, over, items, options, cancellationToken);

        public RunHandle<RunResult> Start(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default) =>
            _runner.Start(graph, inputs, options, cancellationToken);

        public RunHandle<MapResult> StartMap(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
            _runner.StartMap(graph, inputs, over, options, cancellationToken);
    }

    private sealed class RunnerProcessor(IGraphRunner runner) : EventProcessor
    {
        public IGraphRunner Runner => runner;

        public override void OnEvent(Event e)
        {
        }
    }

    private sealed class CountingProcessor : EventProcessor, IDisposable
    {
        public int RunCount { get; private set; }

        public int ShutdownCount { get; private set; }

        public int DisposeCount { get; private set; }

        public override void OnEvent(Event e) => RunCount += e is RunStartEvent ? 1 : 0;

        public override void Shutdown() => ShutdownCount++;

        public void Dispose() => DisposeCount++;
    }

    private sealed class AddingInterceptor : NodeInterceptor
    {
        public int CallCount { get; private set; }

        public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            CallCount++;
            return call.InvokeAsync(cancellationToken);
        }
    }
}
