using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Publishing;
using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Properties;

namespace Hypergraph.Orleans.Tests.Publishing;

/// <summary>Runs a graph several times, as attempts at one item of one run, and publishes a part of the events of each attempt, but all of the last.</summary>
/// <param name="graph">The graph.</param>
/// <param name="values">The inputs.</param>
/// <param name="random">Chooses the cuts.</param>
internal sealed class CutRun(Graph graph, Dictionary<string, object?> values, Random random)
{
    private static readonly RunOptions Continuing = new() { ErrorHandling = ErrorHandling.Continue, WorkflowId = "w" };

    /// <summary>Returns the published events of a single run.</summary>
    public async Task<List<Event>> PublishRunAsync()
    {
        var seen = new RecordingProcessor();
        var publisher = CreatePublisher(seen, isMap: false, count: 1);
        publisher.Begin();
        RunResult? result = null;
        foreach ((int attempt, WireEvent[] events, RunResult ran) in await AttemptsAsync(index: null))
        {
            publisher.Publish(0, (1, attempt), events);
            result = ran;
        }

        publisher.End(0, Wire(result!));
        publisher.End(result!.Status, result.Error);
        return seen.Events;
    }

    /// <summary>Returns the published events of a map with interleaved items.</summary>
    public async Task<List<Event>> PublishMapAsync(int count)
    {
        var seen = new RecordingProcessor();
        var publisher = CreatePublisher(seen, isMap: true, count);
        publisher.Begin();
        var steps = new List<Queue<Action>>();
        for (int i = 0; i < count; i++)
        {
            steps.Add(StepsOf(publisher, i, await AttemptsAsync(i)));
        }

        while (steps.Count > 0)
        {
            Queue<Action> item = steps[random.Next(steps.Count)];
            item.Dequeue()();
            steps.RemoveAll(t => t.Count == 0);
        }

        publisher.End(RunStatus.Partial, error: null);
        return seen.Events;
    }

    /// <summary>Returns the published events of an item whose silo failed each time.</summary>
    public async Task<List<Event>> PublishFailedItemAsync()
    {
        var seen = new RecordingProcessor();
        var publisher = CreatePublisher(seen, isMap: true, count: 1);
        publisher.Begin();
        foreach ((int attempt, WireEvent[] events, _) in (await AttemptsAsync(index: 0))[..^1])
        {
            publisher.Publish(0, (1, attempt), events);
        }

        var error = new ItemLostException("failed");
        publisher.End(0, WireResult.Failed(error));
        publisher.End(RunStatus.Failed, error);
        return seen.Events;
    }

    private static Queue<Action> StepsOf(RunEventPublisher publisher, int item, List<(int Attempt, WireEvent[] Events, RunResult Result)> attempts)
    {
        var steps = new Queue<Action>();
        foreach ((int attempt, WireEvent[] events, _) in attempts)
        {
            foreach (WireEvent[] chunk in events.Chunk(3))
            {
                steps.Enqueue(() => publisher.Publish(item, (1, attempt), chunk));
            }
        }

        steps.Enqueue(() => publisher.End(item, Wire(attempts[^1].Result)));
        return steps;
    }

    private static WireResult Wire(RunResult result) => new()
    {
        Status = result.Status,
        Error = result.Error is { } error ? RemoteError.Of(error) : null,
    };

    private RunEventPublisher CreatePublisher(RecordingProcessor seen, bool isMap, int count)
    {
        var spec = new RunSpec
        {
            RunId = RunId.New(),
            Epoch = 1,
            Graph = graph.Name!,
            Version = string.Empty,
            IsMap = isMap,
            Count = count,
            WorkflowId = Continuing.WorkflowId,
            MaxIterations = 1_000,
            StopsAtFailure = false,
            WantsEvents = true,
            WantsValues = true,
            SharedInputs = [],
            MaxItemRetries = 3,
            KeepsLog = true,
        };
        return new RunEventPublisher(new EventRelay(graph, [seen]), graph, spec, JsonValueCodec.Default, TimeProvider.System, SpanId.New());
    }

    private async Task<List<(int Attempt, WireEvent[] Events, RunResult Result)>> AttemptsAsync(int? index)
    {
        int attemptCount = 1 + random.Next(4);
        List<(int Attempt, WireEvent[] Events, RunResult Result)> attempts = [];
        for (int attempt = 1; attempt <= attemptCount; attempt++)
        {
            var recorder = new RecordingProcessor();
            int? limit = random.Next(3) switch { 0 => null, 1 => 1, _ => 4 };
            RunResult result = await new AsyncRunner().RunAsync(graph, values, (Continuing with { EventProcessors = [recorder], MaxConcurrency = limit }).WithItemIndex(index));
            int eventCount = attempt == attemptCount ? recorder.Events.Count : random.Next(recorder.Events.Count);
            var writer = new EventWriter(graph, JsonValueCodec.Default, writesValues: true, writesIds: true);
            attempts.Add((attempt, [.. recorder.Events.Take(eventCount).Select(writer.Write)], result));
        }

        return attempts;
    }
}
