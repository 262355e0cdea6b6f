using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.TypedCalls;

/// <summary>Runners accept a graph with types for its inputs and outputs.</summary>
public sealed class TypedGraphTests
{
    public sealed record Order(int Amount, int Price);

    public sealed record Receipt(int Total, string Text);

    private static readonly TypedGraph<Order, Receipt> Typed = Chains.Order.Typed<Order, Receipt>();

    [Fact]
    public async Task Both_runners_Run_it()
    {
        CancellationToken token = TestContext.Current.CancellationToken;

        Assert.Equal(new Receipt(30, "30 euros"), new SyncRunner().Run(Typed, new Order(10, 3), cancellationToken: token));
        Assert.Equal(new Receipt(30, "30 euros"), await new AsyncRunner().RunAsync(Typed, new Order(10, 3), cancellationToken: token));
    }

    [Fact]
    public async Task Options_and_processors_of_the_runner_Apply()
    {
        var recorder = new RecordingProcessor();
        var options = new RunOptions { WorkflowId = "w", EventProcessors = [recorder] };

        Assert.Equal(30, new SyncRunner().Run(Typed, new Order(10, 3), options).Total);
        Assert.Equal(30, (await new AsyncRunner().RunAsync(Typed, new Order(10, 3), options)).Total);
        Assert.Equal(30, new SyncRunner(recorder).Run(Typed, new Order(10, 3)).Total);
        Assert.Equal(30, (await new AsyncRunner(recorder).RunAsync(Typed, new Order(10, 3))).Total);

        Assert.Equal(4, recorder.Events.OfType<RunEndEvent>().Count());
    }

    [Fact]
    public async Task Any_other_runner_Gets_the_graph_itself_and_usual_inputs()
    {
        var fake = new FakeRunner();

        Assert.Equal(new Receipt(6, "6 euros"), await fake.RunAsync(Typed, new Order(2, 3)));

        Assert.Same(Chains.Order, fake.Graph);
        Assert.Equal([("amount", 2), ("price", 3)], fake.Inputs);
    }

    [Fact]
    public void Names_Determine_inputs_and_outputs()
    {
        TypedGraph<(int, int), (string, int)> typed = Chains.Order.Typed<(int, int), (string, int)>(new TypedGraphOptions { Inputs = ["price", "amount"], Outputs = ["text", "total"] });

        Assert.Equal(("30 euros", 30), new SyncRunner().Run(typed, (10, 3)));
        Assert.Same(Chains.Order, typed.Graph);
        Assert.Equal("order: 3 nodes, (int, int) to (string, int)", typed.ToString());
    }

    [Fact]
    public void Empty_tuple_Is_the_input_of_a_graph_without_inputs() =>
        Assert.Equal(4, new SyncRunner().Run(Chains.Three().Bind("v0", 1).Typed<ValueTuple, int>(), default));

    [Fact]
    public async Task Asynchronous_nodes_Are_for_asynchronous_runners()
    {
        TypedGraph<int, int> typed = new Graph("later", [Node.Create(async (int x) =>
        {
            await Task.Yield();
            return x + 1;
        }, output: "y", name: "wait")]).Typed<int, int>();

        Assert.Equal(2, await new AsyncRunner().RunAsync(typed, 1));
        Assert.Throws<IncompatibleRunnerException>(() => new SyncRunner().Run(typed, 1));
    }

    [Fact]
    public async Task Missing_arguments_Are_refused()
    {
        Assert.Throws<ArgumentNullException>("graph", () => new SyncRunner().Run((TypedGraph<int, int>)null!, 1));
        await Assert.ThrowsAsync<ArgumentNullException>("graph", async () => await new AsyncRunner().RunAsync((TypedGraph<int, int>)null!, 1));
        Assert.Throws<ArgumentNullException>("options", () => Chains.Three().Typed<int, int>(null!));
        Assert.Throws<ArgumentNullException>("options", () => Chains.Three().Compile<Func<int, int>>((CompileOptions)null!));
    }

    /// <summary>A runner of another package: it has nothing but the contract.</summary>
    private sealed class FakeRunner : IGraphRunner
    {
        private readonly AsyncRunner _runner = new();

        public Graph? Graph { get; private set; }

        public IEnumerable<(string Name, object? Value)> Inputs { get; private set; } = [];

        public Task<RunResult> RunAsync(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
        {
            Graph = graph;
            Inputs = [.. inputs];
            return _runner.RunAsync(graph, inputs, options, cancellationToken);
        }

        public Task<MapResult> MapAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<RunResult> MapStreamAsync<T>(
            Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public RunHandle<RunResult> Start(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public RunHandle<MapResult> StartMap(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
