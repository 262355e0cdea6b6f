using Hypergraph.Tests.Events;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.TypedCalls;

/// <summary>What observes or surrounds runs applies to delegates too, and changes no result.</summary>
public sealed class ObservedTests
{
    [Fact]
    public async Task Processors_of_the_graph_the_runner_and_the_call_Receive_the_events_of_a_run()
    {
        var ofGraph = new RecordingProcessor();
        var ofRunner = new RecordingProcessor();
        var ofCall = new RecordingProcessor();
        var ofRun = new RecordingProcessor();
        var options = new CompileOptions
        {
            SyncRunner = new SyncRunner(ofRunner),
            AsyncRunner = new AsyncRunner(ofRunner),
            RunOptions = new RunOptions { EventProcessors = [ofCall] },
        };
        _ = new SyncRunner(ofRun).Run(Chains.Three(), ("v0", 1));

        Assert.Equal(4, Chains.Three(ofGraph).Compile<Func<int, int>>()(1));
        Assert.Equal(4, await Chains.Three(ofGraph).Compile<Func<int, ValueTask<int>>>()(1));
        Assert.Equal(4, Chains.Three().Compile<Func<int, int>>(options)(1));
        Assert.Equal(4, await Chains.Three().Compile<Func<int, Task<int>>>(options)(1));

        string[] expected = [.. EventSummary.Renumbered(ofRun.Events)];
        foreach (RecordingProcessor processor in (RecordingProcessor[])[ofGraph, ofRunner, ofCall])
        {
            Assert.Equal(2 * expected.Length, processor.Events.Count);
            Assert.Equal(expected, EventSummary.Renumbered(processor.Events[..expected.Length]));
        }
    }

    [Fact]
    public async Task Interceptors_of_the_runner_and_of_nodes_Surround_the_functions()
    {
        int calls = 0;
        var counting = new Around((_, token, next) =>
        {
            calls++;
            return next(token);
        });
        var options = new CompileOptions { SyncRunner = new SyncRunner { Interceptors = [counting] }, AsyncRunner = new AsyncRunner { Interceptors = [counting] } };
        Graph intercepted = new([Node.Create((int x) => x + 1, output: "y", name: "add").WithInterceptors(counting)]);

        Assert.Equal(4, Chains.Three().Compile<Func<int, int>>(options)(1));
        Assert.Equal(4, await Chains.Three().Compile<Func<int, ValueTask<int>>>(options)(1));
        Assert.Equal(2, intercepted.Compile<Func<int, int>>()(1));
        Assert.Equal(2, await intercepted.Compile<Func<int, ValueTask<int>>>()(1));
        Assert.Equal(8, calls);
    }

    [Fact]
    public async Task Graphs_that_need_a_scheduler_or_nest_Run_as_ordinary_runs()
    {
        Graph loop = new(
            "loop",
            [
                Node.Create((int n) => n + 1, output: "n", name: "count"),
                Node.Route((int n) => n >= 5 ? Node.End : "count", ["count", Node.End], new RouteOptions { Name = "enough" }),
            ],
            new GraphOptions { Entrypoints = ["count"] });
        Graph nested = new([Chains.Three().AsNode("inner")]);
        Graph mapped = new([Chains.Three().AsNode("inner").MapOver("v0")]);

        Assert.Equal(5, loop.Compile<Func<int, int>>(new CompileOptions { Outputs = ["n"] })(1));
        Assert.Equal(4, nested.Compile<Func<int, int>>(new CompileOptions { Outputs = ["v3"] })(1));
        Assert.Equal(4, await nested.Compile<Func<int, ValueTask<int>>>(new CompileOptions { Outputs = ["v3"] })(1));
        Assert.Equal([4, 5], mapped.Compile<Func<int[], int[]>>(new CompileOptions { Outputs = ["v3"] })([1, 2]));
    }

    [Fact]
    public async Task Nodes_that_are_ready_at_once_Run_at_once_in_an_asynchronous_delegate()
    {
        using var both = new Barrier(2);
        Graph graph = new(
        [
            Node.Create((int x) => both.SignalAndWait(TimeSpan.FromSeconds(60)), output: "a", name: "first"),
            Node.Create((int x) => both.SignalAndWait(TimeSpan.FromSeconds(60)), output: "b", name: "second"),
        ]);

        Assert.Equal((true, true), await graph.Compile<Func<int, ValueTask<(bool, bool)>>>()(1));
    }

    [Fact]
    public async Task Services_of_the_options_Are_injected()
    {
        Graph graph = new([Node.Create((int x, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("k")] string? text = null) => $"{x}{text}", output: "y", name: "write")]);

        Assert.Equal("1", graph.Compile<Func<int, string>>()(1));
        Assert.Equal("1", await graph.Compile<Func<int, ValueTask<string>>>()(1));
    }
}
