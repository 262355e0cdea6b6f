using System.Text.Json;
using Hypergraph.Durability.Graphs;
using Hypergraph.Durability.Journals;
using Hypergraph.Durability.Runs;
using Hypergraph.Durability.Values;

namespace Hypergraph.Durability;

/// <summary>Continues the stored runs of a runner: with answers, after failures, from the middle. Each method waits for the end of the run.</summary>
public static class DurableRunnerExtensions
{
    /// <summary>Answers an open question of a stored run, and runs it on.</summary>
    /// <param name="runner">The runner, with its <see cref="IDurableGraphRunner.Store"/>.</param>
    /// <param name="graph">The graph of the run.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="question">The name of the answer, the path of the interrupt, or the key of its execution where several questions share them.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="options">How the call runs; null for the defaults. Its <see cref="RunOptions.WorkflowId"/> is not used.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidInputException">The run has no such open question, or several, or the answer has the wrong type.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static async Task<RunResult> AnswerAsync(
        this IDurableGraphRunner runner, Graph graph, string id, string question, object? answer, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        await CheckAsync(runner, graph, id, isMap: false, cancellationToken).ConfigureAwait(false);
        await AnswerAsync(StoreOf(runner), graph, id, question, answer, cancellationToken).ConfigureAwait(false);
        return await runner.RunAsync(graph, GraphInputs.Empty, WithId(options ?? new RunOptions(), id), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers an open question of a stored map, and runs it on.</summary>
    /// <inheritdoc cref="AnswerAsync(IDurableGraphRunner, Graph, string, string, object, RunOptions, CancellationToken)"/>
    public static async Task<MapResult> AnswerMapAsync(
        this IDurableGraphRunner runner, Graph graph, string id, string question, object? answer, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        await CheckAsync(runner, graph, id, isMap: true, cancellationToken).ConfigureAwait(false);
        await AnswerAsync(StoreOf(runner), graph, id, question, answer, cancellationToken).ConfigureAwait(false);
        return await MapOnAsync(runner, graph, id, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs again what failed in items that a stored run continued past, with all that depends on them; and what a failure had prevented.</summary>
    /// <param name="runner">The runner, with its <see cref="IDurableGraphRunner.Store"/>.</param>
    /// <param name="graph">The graph of the run.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="items">Items of the outermost maps, which run again as a whole, failed or not; null for all that failed.</param>
    /// <param name="options">How the call runs; null for the defaults. Its <see cref="RunOptions.WorkflowId"/> is not used.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static async Task<RunResult> RetryAsync(
        this IDurableGraphRunner runner, Graph graph, string id, IReadOnlyCollection<int>? items = null, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        await CheckAsync(runner, graph, id, isMap: false, cancellationToken).ConfigureAwait(false);
        _ = await StoreOf(runner).RetryAsync(id, items, cancellationToken).ConfigureAwait(false);
        return await runner.RunAsync(graph, GraphInputs.Empty, WithId(options ?? new RunOptions(), id), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs again the items of a stored map that failed, or chosen ones.</summary>
    /// <inheritdoc cref="RetryAsync(IDurableGraphRunner, Graph, string, IReadOnlyCollection{int}, RunOptions, CancellationToken)"/>
    public static async Task<MapResult> RetryMapAsync(
        this IDurableGraphRunner runner, Graph graph, string id, IReadOnlyCollection<int>? items = null, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        await CheckAsync(runner, graph, id, isMap: true, cancellationToken).ConfigureAwait(false);
        _ = await StoreOf(runner).RetryAsync(id, items, cancellationToken).ConfigureAwait(false);
        return await MapOnAsync(runner, graph, id, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a stored run under a new id and runs it from the middle, with other inputs, or with a changed graph. What is still the same is restored.</summary>
    /// <param name="runner">The runner, with its <see cref="IDurableGraphRunner.Store"/>.</param>
    /// <param name="graph">The graph, which may have changed.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="newId">The id of the fork.</param>
    /// <param name="fork">Where the fork departs, and its inputs; null for a changed graph only.</param>
    /// <param name="options">How the call runs; null for the defaults. Its <see cref="RunOptions.WorkflowId"/> is not used.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">The new id is in use.</exception>
    /// <exception cref="InvalidInputException">The run has no execution where the fork departs, or an input is not valid.</exception>
    public static async Task<RunResult> ForkAsync(
        this IDurableGraphRunner runner, Graph graph, string id, string newId, ForkOptions? fork = null, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        await new RunForker(StoreOf(runner)).ForkAsync(graph, id, newId, fork ?? new ForkOptions(), cancellationToken).ConfigureAwait(false);
        return await runner.RunAsync(graph, GraphInputs.Empty, WithId(options ?? new RunOptions(), newId), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a stored map under a new id and runs it.</summary>
    /// <inheritdoc cref="ForkAsync(IDurableGraphRunner, Graph, string, string, ForkOptions, RunOptions, CancellationToken)"/>
    public static async Task<MapResult> ForkMapAsync(
        this IDurableGraphRunner runner, Graph graph, string id, string newId, ForkOptions? fork = null, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        await new RunForker(StoreOf(runner)).ForkAsync(graph, id, newId, fork ?? new ForkOptions(), cancellationToken).ConfigureAwait(false);
        return await MapOnAsync(runner, graph, newId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a stored run or map on, whichever it is, with the stored inputs.</summary>
    /// <param name="runner">A runner that uses the store.</param>
    /// <param name="store">The store.</param>
    /// <param name="graph">The graph of the run.</param>
    /// <param name="id">The id of the run.</param>
    /// <param name="runOptions">How a run runs; null for the defaults. Its <see cref="RunOptions.WorkflowId"/> is not used.</param>
    /// <param name="mapOptions">How a map runs, which the store does not have; null for the defaults. Its <see cref="RunOptions.WorkflowId"/> and its mode are not used.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunHeldException">A call runs it.</exception>
    public static async Task<RunStatus> ContinueAsync(
        this IGraphRunner runner,
        IRunStore store,
        Graph graph,
        string id,
        RunOptions? runOptions = null,
        MapOptions? mapOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        StoredRun run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        return run.IsMap
            ? (await MapOnAsync(runner, store, graph, run, mapOptions, cancellationToken).ConfigureAwait(false)).Status
            : (await runner.RunAsync(graph, GraphInputs.Empty, WithId(runOptions ?? new RunOptions(), id), cancellationToken).ConfigureAwait(false)).Status;
    }

    /// <summary>Checks that the run fits before anything of it is changed.</summary>
    private static async Task CheckAsync(IDurableGraphRunner runner, Graph graph, string id, bool isMap, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        StoredGraphCheck.Check(await RunEditor.FindAsync(StoreOf(runner), id, cancellationToken).ConfigureAwait(false), graph, isMap);
    }

    private static async Task AnswerAsync(IRunStore store, Graph graph, string id, string question, object? answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(question);
        if (answer is UnknownOutcome outcome)
        {
            await store.ResolveAsync(id, question, outcome, cancellationToken).ConfigureAwait(false);
            return;
        }

        Dictionary<string, RunRecord> records = await RunRecords.ReadAsync(store, id, cancellationToken).ConfigureAwait(false);
        PendingQuestion pending = await RunStoreExtensions.QuestionAsync(store, id, records, question).ConfigureAwait(false);
        await store.AnswerAsync(id, pending.Key, ToJson(store, graph, pending, answer), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer as JSON, once it has been read back as the type of the interrupt.</summary>
    private static JsonElement ToJson(IRunStore store, Graph graph, PendingQuestion question, object? answer)
    {
        JsonSerializerOptions options = ValueJson.Of(store.Options.JsonOptions).Options;
        Type type = AnswerTypeOf(graph, question) ?? typeof(object);
        try
        {
            JsonElement json = JsonSerializer.SerializeToElement(answer, options.GetTypeInfo(type.IsInstanceOfType(answer) || answer is null ? type : answer.GetType()));
            _ = json.Deserialize(options.GetTypeInfo(type));
            return json;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidCastException)
        {
            throw new InvalidInputException(
                $"Run '{question.RunId}': the answer to '{question.NodePath}' must be {question.AnswerType}, but {(answer is null ? "null" : $"a value of type {answer.GetType()}")} was supplied. Supply a value of that type.", question.Answer);
        }
    }

    private static Type? AnswerTypeOf(Graph graph, PendingQuestion question)
    {
        Graph? current = graph;
        Node? node = null;
        foreach (KeyPart part in ExecutionKeys.PartsOf(question.Key))
        {
            if (part.Node is { } name)
            {
                node = current?.Nodes.FirstOrDefault(n => n.Name == name);
                current = (node as GraphNode)?.Graph;
            }
        }

        return (node as InterruptNode)?.Outputs[0].Type;
    }

    private static async Task<MapResult> MapOnAsync(IDurableGraphRunner runner, Graph graph, string id, MapOptions? options, CancellationToken cancellationToken)
    {
        IRunStore store = StoreOf(runner);
        StoredRun run = await RunEditor.FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        return await MapOnAsync(runner, store, graph, run, options, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<MapResult> MapOnAsync(IGraphRunner runner, IRunStore store, Graph graph, StoredRun run, MapOptions? options, CancellationToken cancellationToken)
    {
        var inputs = new InputCodec(store.Options);
        StoredMap map = await inputs.DecodeMapAsync(run, store).ConfigureAwait(false);
        if (!map.Over.All(inputs.NamesOf(run).Contains))
        {
            throw new NotSupportedException($"Run '{run.Id}' maps over a stream, which the store does not have. Call MapStreamAsync with the stream and the id.");
        }

        MapOptions used = (options ?? new MapOptions { ErrorHandling = map.ErrorHandling ?? ErrorHandling.Raise }) with { Mode = map.Mode, WorkflowId = run.Id };
        return await runner.MapAsync(graph, GraphInputs.Empty, map.Over.ToArray(), used, cancellationToken).ConfigureAwait(false);
    }

    private static IRunStore StoreOf(IDurableGraphRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return runner.Store as IRunStore ?? throw new InvalidOperationException("The runner has no store. Set its property Store.");
    }

    private static RunOptions WithId(RunOptions options, string id) => options with { WorkflowId = id };
}
