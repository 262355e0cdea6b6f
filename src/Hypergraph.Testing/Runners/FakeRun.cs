using Hypergraph.Hosting;
using Hypergraph.Nodes.Naming;
using Hypergraph.Testing.Responses;

namespace Hypergraph.Testing.Runners;

/// <summary>One call of a <see cref="FakeGraphRunner"/>: a run, or the items of a map one after another.</summary>
internal sealed class FakeRun(
    FakeGraphCall call, Func<Graph, Func<GraphInputs, CancellationToken, Task<FakeOutcome>>> nextResponse, PausedRuns pausedRuns, CancellationToken cancellationToken)
{
    private int _isStopped;

    /// <summary>The id of the run or the map.</summary>
    public RunId RunId { get; } = RunId.New();

    private bool IsStopped => Volatile.Read(ref _isStopped) != 0;

    /// <summary>Returns the inputs of an item: those of the call, with its own in place of the mapped ones.</summary>
    public static GraphInputs With(GraphInputs inputs, IReadOnlyDictionary<string, object?> ofItem)
    {
        var all = new Dictionary<string, object?>(inputs.Values);
        foreach ((string name, object? value) in ofItem)
        {
            all[name] = value;
        }

        return all;
    }

    /// <summary>Creates the handle. A stop lets the running response finish.</summary>
    public RunHandle<TResult> CreateHandle<TResult>(Task<TResult> completion, Func<TResult, RunStatus> statusOf) =>
        ResultFactory.CreateHandle(RunId, completion, statusOf, _ => Interlocked.Exchange(ref _isStopped, 1) == 0, NoEvents.Instance);

    /// <summary>Uses the next response for a run, or for an item of a map.</summary>
    public async Task<RunResult> RunAsync(GraphInputs inputs, int? itemIndex, RunId? id = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RunId runId = id ?? (itemIndex is null ? RunId : RunId.New());
        Func<GraphInputs, CancellationToken, Task<FakeOutcome>> response = nextResponse(call.Graph);
        FakeOutcome outcome;
        try
        {
            outcome = await response(inputs, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (call.Options?.ErrorHandling == ErrorHandling.Continue && !cancellationToken.IsCancellationRequested)
        {
            return ResultFactory.CreateRun(call.Graph, RunStatus.Failed, new Dictionary<string, object?>(), runId, exception, itemIndex: itemIndex);
        }

        RunStatus status = IsStopped ? RunStatus.Stopped : outcome.Pauses.Length > 0 ? RunStatus.Paused : RunStatus.Completed;
        if (status == RunStatus.Paused)
        {
            Interrupts.CheckPauses(call.Graph, outcome.Pauses);
            pausedRuns.Add(outcome.Pauses, call.Graph, inputs);
        }

        return ResultFactory.CreateRun(
            call.Graph, status, Check(outcome.Outputs, status), runId, pauses: status == RunStatus.Paused ? outcome.Pauses : null, itemIndex: itemIndex);
    }

    /// <summary>Runs the items of a map.</summary>
    public async Task<MapResult> MapAsync(GraphInputs inputs, IReadOnlyList<IReadOnlyDictionary<string, object?>> items)
    {
        var results = new RunResult?[items.Count];
        for (int i = 0; i < items.Count && !IsStopped; i++)
        {
            results[i] = await RunAsync(With(inputs, items[i]), i).ConfigureAwait(false);
        }

        return CreateMap(results);
    }

    /// <summary>Runs the items of a paused map that have answers. The others are unchanged.</summary>
    /// <param name="paused">The map.</param>
    /// <param name="answered">The inputs with which to run, by the index of the item.</param>
    public async Task<MapResult> ResumeMapAsync(MapResult paused, IReadOnlyDictionary<int, GraphInputs> answered)
    {
        HashSet<int> notStarted = [.. paused.NotStarted];
        RunResult?[] results = [.. Enumerable.Range(0, paused.Count).Select(i => notStarted.Contains(i) ? null : paused[i])];
        foreach ((int i, GraphInputs inputs) in answered.OrderBy(item => item.Key))
        {
            if (IsStopped)
            {
                break;
            }

            results[i] = await RunAsync(inputs, i).ConfigureAwait(false);
        }

        return CreateMap(results);
    }

    private MapResult CreateMap(RunResult?[] results)
    {
        bool isCutShort = IsStopped || Array.Exists(results, result => result is null);
        RunStatus status = ResultFactory.StatusOfMap(results.OfType<RunResult>().Select(result => result.Status), ErrorHandling.Continue, isCutShort);
        return ResultFactory.CreateMap(call.Graph, status, results, RunId);
    }

    /// <summary>Returns the outputs by name, if the graph has them.</summary>
    private Dictionary<string, object?> Check((string Name, object? Value)[] outputs, RunStatus status)
    {
        foreach ((string name, object? value) in outputs)
        {
            GraphOutput output = call.Graph.Outputs.FirstOrDefault(output => output.Name == name) ?? throw new InvalidOperationException(
                $"A response has an output '{name}', but graph '{call.Graph.Name}' has none. Outputs: {string.Join(", ", call.Graph.Outputs.Select(o => $"'{o.Name}'"))}.");
            if (!TypeText.Accepts(output.Type, value))
            {
                throw new InvalidOperationException(
                    $"A response has the output '{name}' as {TypeText.OfValue(value)}, but graph '{call.Graph.Name}' produces {TypeNames.Of(output.Type)}.");
            }
        }

        if (status == RunStatus.Completed
            && call.Graph.Outputs.FirstOrDefault(output => !output.MayBeMissing && outputs.All(supplied => supplied.Name != output.Name)) is { } missing)
        {
            throw new InvalidOperationException(
                $"A response has no output '{missing.Name}', but graph '{call.Graph.Name}' produces it in every run that completes: no gate decides about it. Add it to the response.");
        }

        return outputs.ToDictionary(output => output.Name, output => output.Value);
    }
}
