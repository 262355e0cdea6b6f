using Hypergraph.Hosting;

namespace Hypergraph.Testing.Runners;

/// <summary>One call of a <see cref="FakeGraphRunner"/>: a run, or the items of a map one after another.</summary>
internal sealed class FakeRun(
    FakeGraphCall call, Func<Graph, Func<GraphInputs, CancellationToken, Task<(string Name, object? Value)[]>>> nextResponse, CancellationToken cancellationToken)
{
    private readonly RunId _runId = RunId.New();
    private int _isStopped;

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
        ResultFactory.CreateHandle(_runId, completion, statusOf, _ => Interlocked.Exchange(ref _isStopped, 1) == 0, events: null);

    /// <summary>Uses the next response for a run, or for an item of a map.</summary>
    public async Task<RunResult> RunAsync(GraphInputs inputs, int? itemIndex)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RunId runId = itemIndex is null ? _runId : RunId.New();
        Func<GraphInputs, CancellationToken, Task<(string Name, object? Value)[]>> response = nextResponse(call.Graph);
        (string Name, object? Value)[] outputs;
        try
        {
            outputs = await response(inputs, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (call.Options?.ErrorHandling == ErrorHandling.Continue && !cancellationToken.IsCancellationRequested)
        {
            return ResultFactory.CreateRun(call.Graph, RunStatus.Failed, new Dictionary<string, object?>(), runId, exception, itemIndex: itemIndex);
        }

        return ResultFactory.CreateRun(call.Graph, IsStopped ? RunStatus.Stopped : RunStatus.Completed, Check(outputs), runId, itemIndex: itemIndex);
    }

    /// <summary>Runs the items of a map.</summary>
    public async Task<MapResult> MapAsync(GraphInputs inputs, IReadOnlyList<IReadOnlyDictionary<string, object?>> items)
    {
        var results = new RunResult?[items.Count];
        for (int i = 0; i < items.Count && !IsStopped; i++)
        {
            results[i] = await RunAsync(With(inputs, items[i]), i).ConfigureAwait(false);
        }

        RunStatus status = ResultFactory.StatusOfMap(results.OfType<RunResult>().Select(result => result.Status), ErrorHandling.Continue, isCutShort: IsStopped);
        return ResultFactory.CreateMap(call.Graph, status, results, _runId);
    }

    /// <summary>Returns the outputs by name, if the graph has them.</summary>
    private Dictionary<string, object?> Check((string Name, object? Value)[] outputs)
    {
        foreach ((string name, object? value) in outputs)
        {
            GraphOutput output = call.Graph.Outputs.FirstOrDefault(output => output.Name == name) ?? throw new InvalidOperationException(
                $"A response has an output '{name}', but graph '{call.Graph.Name}' has none. Outputs: {string.Join(", ", call.Graph.Outputs.Select(o => $"'{o.Name}'"))}.");
            if (value is null ? output.Type.IsValueType && Nullable.GetUnderlyingType(output.Type) is null : !output.Type.IsInstanceOfType(value))
            {
                throw new InvalidOperationException(
                    $"A response has the output '{name}' as {value?.GetType().ToString() ?? "null"}, but graph '{call.Graph.Name}' produces {output.Type}.");
            }
        }

        return outputs.ToDictionary(output => output.Name, output => output.Value);
    }
}
