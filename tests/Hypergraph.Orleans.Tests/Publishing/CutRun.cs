using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Publishing;
using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Properties;

namespace Hypergraph.Orleans.Tests.Publishing;

/// <summary>Runs a graph several times, as one item of one run, and tells each time only a part of what happened, but the last time all.</summary>
/// <param name="graph">The graph.</param>
/// <param name="values">What to run it with.</param>
/// <param name="random">Chooses the cuts.</param>
internal sealed class CutRun(Graph graph, Dictionary<string, object?> values, Random random)
{
    private static readonly RunOptions Continuing = new() { ErrorHandling = ErrorHandling.Continue, WorkflowId = "w" };

    /// <summary>What processors are told of a single run.</summary>
    public async Task<List<Event>> TellRunAsync()
    {
        var seen = new RecordingProcessor();
        var telling = CreateTelling(seen, isMap: false, count: 1);
        telling.Begin();
        RunResult? result = null;
        foreach ((int attempt, WireEvent[] events, RunResult ran) in await AttemptsAsync(index: null))
        {
            telling.Publish(0, (1, attempt), events);
            result = ran;
        }

        telling.End(0, Wire(result!));
        telling.End(result!.Status, result.Error);
        return seen.Events;
    }

    /// <summary>What processors are told of a map whose items take turns.</summary>
    public async Task<List<Event>> TellMapAsync(int count)
    {
        var seen = new RecordingProcessor();
        var telling = CreateTelling(seen, isMap: true, count);
        telling.Begin();
        var turns = new List<Queue<Action>>();
        for (int i = 0; i < count; i++)
        {
            turns.Add(TurnsOf(telling, i, await AttemptsAsync(i)));
        }

        while (turns.Count > 0)
        {
            Queue<Action> turn = turns[random.Next(turns.Count)];
            turn.Dequeue()();
            turns.RemoveAll(t => t.Count == 0);
        }

        telling.End(RunStatus.Partial, error: null);
        return seen.Events;
    }

    /// <summary>What processors are told of an item that was lost each time.</summary>
    public async Task<List<Event>> TellLostAsync()
    {
        var seen = new RecordingProcessor();
        var telling = CreateTelling(seen, isMap: true, count: 1);
        telling.Begin();
        foreach ((int attempt, WireEvent[] events, _) in (await AttemptsAsync(index: 0))[..^1])
        {
            telling.Publish(0, (1, attempt), events);
        }

        var error = new ItemLostException("lost");
        telling.End(0, WireResult.Failed(error));
        telling.End(RunStatus.Failed, error);
        return seen.Events;
    }

    private static Queue<Action> TurnsOf(RunEventPublisher telling, int item, List<(int Attempt, WireEvent[] Events, RunResult Result)> attempts)
    {
        var turns = new Queue<Action>();
        foreach ((int attempt, WireEvent[] events, _) in attempts)
        {
            foreach (WireEvent[] chunk in events.Chunk(3))
            {
                turns.Enqueue(() => telling.Publish(item, (1, attempt), chunk));
            }
        }

        turns.Enqueue(() => telling.End(item, Wire(attempts[^1].Result)));
        return turns;
    }

    private static WireResult Wire(RunResult result) => new()
    {
        Status = result.Status,
        Error = result.Error is { } error ? RemoteError.Of(error) : null,
    };

    private RunEventPublisher CreateTelling(RecordingProcessor seen, bool isMap, int count)
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
            MaxRetries = 3,
            KeepsLog = true,
        };
        return new RunEventPublisher(new EventRelay(graph, [seen]), graph, spec, JsonValueCodec.Default, TimeProvider.System);
    }

    private async Task<List<(int Attempt, WireEvent[] Events, RunResult Result)>> AttemptsAsync(int? index)
    {
        int count = 1 + random.Next(4);
        List<(int Attempt, WireEvent[] Events, RunResult Result)> attempts = [];
        for (int attempt = 1; attempt <= count; attempt++)
        {
            var recorder = new RecordingProcessor();
            int? limit = random.Next(3) switch { 0 => null, 1 => 1, _ => 4 };
            RunResult result = await new AsyncRunner().RunAsync(graph, values, (Continuing with { EventProcessors = [recorder], MaxConcurrency = limit }).WithItemIndex(index));
            int told = attempt == count ? recorder.Events.Count : random.Next(recorder.Events.Count);
            var writer = new EventWriter(graph, JsonValueCodec.Default, writesValues: true);
            attempts.Add((attempt, [.. recorder.Events.Take(told).Select(writer.Write)], result));
        }

        return attempts;
    }
}
