using CsCheck;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Properties;

/// <summary>What interceptors must not change, whatever the graph.</summary>
public sealed class InterceptorPropertyTests
{
    private const int Samples = 2_000;

    private static readonly RunOptions Continuing = new() { ErrorHandling = ErrorHandling.Continue };

    /// <summary>An interceptor that only calls the next one, at every node and on the runner, changes neither values nor events.</summary>
    [Fact]
    public async Task Passing_through_At_every_node_Changes_nothing() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            var plain = new RecordingProcessor();
            var around = new RecordingProcessor();
            Graph graph = new GraphBuilder(asynchronous: false).Build(sample.Graph);
            Graph intercepted = new GraphBuilder(asynchronous: false, change: n => n.WithInterceptors(Around.PassThrough)).Build(sample.Graph);
            RunResult expected = new SyncRunner(plain).Run(graph, sample.Values, Continuing);
            RunResult actual = new SyncRunner(around) { Interceptors = [Around.PassThrough] }.Run(intercepted, sample.Values, Continuing);
            AssertSame(expected, actual);
            Assert.Equal(EventSummary.Renumbered(plain.Events), EventSummary.Renumbered(around.Events));

            RunResult silent = new SyncRunner { Interceptors = [Around.PassThrough] }.Run(intercepted, sample.Values, Continuing);
            AssertSame(expected, silent);
            if (!expected.IsCompleted)
            {
                return;
            }

            var async = new RecordingProcessor();
            Graph yielding = new GraphBuilder(asynchronous: true, change: n => n.WithInterceptors(Around.PassThrough)).Build(sample.Graph);
            AssertSame(expected, await new AsyncRunner(async).RunAsync(yielding, sample.Values, Continuing));
            async.Events.AssertWellFormed();
        },
        iter: Samples,
        print: s => s.ToString());

    private static void AssertSame(RunResult expected, RunResult actual)
    {
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.Error?.Message, actual.Error?.Message);
        Assert.Equal(EventSummary.Show(expected.Values), EventSummary.Show(actual.Values));
    }
}
