using CsCheck;
using Hypergraph.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>Runs that really ran: their rows, too, are those of a recount of their events.</summary>
public sealed class RealRunProperties
{
    private static readonly Gen<(RandomCall Call, int CancelAt, int? Concurrency)> Calls =
        Gen.Select(RandomGraphs.Runs, Gen.Int[-40, 40], Gen.Int[0, 3].Select(limit => limit == 0 ? (int?)null : limit));

    [Fact]
    public void Rows_Of_sync_runs_Agree_with_a_recount() => Calls.Sample(
        run => Check(Run(run.Call, run.CancelAt, (graph, options, token) =>
        {
            var runner = new SyncRunner();
            if (run.Call.MapSize is int size)
            {
                runner.Map(graph, Values(run.Call, size), RealGraph.Input, options, token);
            }
            else
            {
                runner.Run(graph, [(RealGraph.Input, Value(run.Call))], options, token);
            }

            return Task.CompletedTask;
        }).GetAwaiter().GetResult()),
        iter: 200,
        print: run => $"{run}");

    [Fact]
    public async Task Rows_Of_async_runs_Agree_with_a_recount() => await Calls.SampleAsync(
        async run => Check(await Run(run.Call, run.CancelAt, async (graph, options, token) =>
        {
            var runner = new AsyncRunner();
            options = options with { MaxConcurrency = run.Concurrency };
            if (run.Call.MapSize is int size)
            {
                await runner.MapAsync(graph, Values(run.Call, size), RealGraph.Input, options, token);
            }
            else
            {
                await runner.RunAsync(graph, [(RealGraph.Input, Value(run.Call))], options, token);
            }
        }, asynchronous: true)),
        iter: 200,
        print: run => $"{run}");

    private static object Value(RandomCall call) => RealGraph.ValueFor(call.Outline, 1);

    private static Dictionary<string, object?> Values(RandomCall call, int size) =>
        new() { [RealGraph.Input] = Enumerable.Range(1, 3 * size).Select(item => RealGraph.ValueFor(call.Outline, item)).ToArray() };

    /// <summary>Runs a call, and cancels it at one of the calls of its nodes, if that comes.</summary>
    private static async Task<IReadOnlyList<Event>> Run(
        RandomCall call, int cancelAt, Func<Graph, MapOptions, CancellationToken, Task> run, bool asynchronous = false)
    {
        using var cancellation = new CancellationTokenSource();
        int calls = 0;
        Graph graph = new RealGraph(call, asynchronous, () =>
        {
            if (Interlocked.Increment(ref calls) == cancelAt)
            {
                cancellation.Cancel();
            }
        }).Build();
        var events = new EventRecorder();
        try
        {
            await run(
                graph,
                new MapOptions { EventProcessors = [events], ErrorHandling = call.IsStream ? ErrorHandling.Continue : ErrorHandling.Raise },
                cancellation.Token);
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException or InvalidInputException)
        {
            // What the graph was made to throw, the cancellation that the test asked for, or results of one map that
            // are no items for the next.
        }

        return events.Events;
    }

    private static void Check(IReadOnlyList<Event> events)
    {
        Assert.NotEmpty(events);
        var test = new ModelTest();
        List<Event> seen = [];
        foreach (Event e in events)
        {
            seen.Add(e);
            test.Model.Apply(e);
            test.Model.View(8);
            if (seen.Count % 10 == 0 || seen.Count == events.Count)
            {
                GraphOutline outline = ((RunStartEvent)events[0]).Outline!;
                Assert.Equal(new NaiveCount(outline, seen).Rows(), test.Run.Rows.Select(NaiveRow.Of));
            }
        }

        Assert.All(test.Run.Rows, row => Assert.True(row.IsClosed && row.Done + row.NotStarted == row.Total, $"{row.Path} {row.State} {row.Done}/{row.Total}"));
    }
}
