using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hypergraph.Hosting;
using Hypergraph.Testing.Responses;
using Hypergraph.Testing.Runners;

namespace Hypergraph.Testing;

/// <summary>
/// A runner to test code that depends on <see cref="IGraphRunner"/>: it validates inputs as every runner does, runs no node, and returns what the test
/// determines. Thread-safe.
/// </summary>
/// <remarks>
/// Each run, and each item of a map, uses the next response, in the order in which <see cref="Returns"/>, <see cref="Throws"/>, <see cref="Pauses"/> and
/// <see cref="Responds(Func{GraphInputs, ValueTuple{string, object}[]})"/> added them. The last response is used for all further ones. Items run one after
/// another. There are no events: processors receive none, and reading <see cref="RunHandle{TResult}.Events"/> throws.
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class FakeGraphRunner : IResumableGraphRunner
{
    private readonly Lock _gate = new();
    private readonly ResponseSequence<Func<GraphInputs, CancellationToken, Task<FakeOutcome>>> _responses = new();
    private readonly List<FakeGraphCall> _calls = [];
    private readonly PausedRuns _pausedRuns = new();

    /// <summary>The calls so far, in order. A map is one call.</summary>
    public IReadOnlyList<FakeGraphCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Adds a response: the run completes with these outputs. Those that depend on a gate may be left out, as after a branch that did not run.</summary>
    /// <param name="outputs">The outputs by name.</param>
    /// <returns>This runner.</returns>
    public FakeGraphRunner Returns(params (string Name, object? Value)[] outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return Responds(_ => outputs);
    }

    /// <summary>Adds a response: the run fails. The call throws the exception; with <see cref="ErrorHandling.Continue"/> the result contains it.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>This runner.</returns>
    public FakeGraphRunner Throws(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Responds((_, _) => Task.FromException<(string Name, object? Value)[]>(exception));
    }

    /// <summary>Adds a response: the outputs are computed from the inputs.</summary>
    /// <param name="function">Accepts the inputs of the run, or of the item of a map, and returns the outputs by name.</param>
    /// <returns>This runner.</returns>
    public FakeGraphRunner Responds(Func<GraphInputs, (string Name, object? Value)[]> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Responds((inputs, _) => Task.FromResult(function(inputs)));
    }

    /// <summary>Adds a response: the outputs are computed asynchronously, such as after a signal of the test.</summary>
    /// <param name="function">Accepts the inputs of the run, or of the item of a map, with the token of the call, and returns the outputs by name.</param>
    /// <returns>This runner.</returns>
    public FakeGraphRunner Responds(Func<GraphInputs, CancellationToken, Task<(string Name, object? Value)[]>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _responses.Add(async (inputs, token) => new FakeOutcome(await function(inputs, token).ConfigureAwait(false), []));
        return this;
    }

    /// <summary>Adds a response: the run pauses. Resuming uses the responses that follow.</summary>
    /// <remarks>A function of <see cref="Responds(Func{GraphInputs, ValueTuple{string, object}[]})"/> receives the answers among the inputs, by the names of their outputs.</remarks>
    /// <param name="pauses">What the run waits for: interrupts of the graph, or of graphs nested in it.</param>
    /// <returns>This runner.</returns>
    public FakeGraphRunner Pauses(params RunPause[] pauses)
    {
        ArgumentNullException.ThrowIfNull(pauses);
        ArgumentOutOfRangeException.ThrowIfZero(pauses.Length, nameof(pauses));
        _responses.Add((_, _) => Task.FromResult(new FakeOutcome([], [.. pauses])));
        return this;
    }

    /// <inheritdoc/>
    public Task<RunResult> RunAsync(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        Start(graph, inputs, options, cancellationToken).Completion;

    /// <inheritdoc/>
    public Task<MapResult> MapAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMap(graph, inputs, over, options, cancellationToken).Completion;

    /// <inheritdoc/>
    public IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        CallInputs.CheckStream<T>(graph, inputs, over);
        FakeRun run = Add(new FakeGraphCall(graph, inputs, over, options), cancellationToken);
        return RunStreamAsync(run, inputs, over, items, cancellationToken);
    }

    /// <inheritdoc/>
    public RunHandle<RunResult> Start(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        CallInputs.Check(graph, inputs);
        FakeRun run = Add(new FakeGraphCall(graph, inputs, over: null, options), cancellationToken);
        return run.CreateHandle(run.RunAsync(inputs, itemIndex: null), result => result.Status);
    }

    /// <inheritdoc/>
    public RunHandle<MapResult> StartMap(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<IReadOnlyDictionary<string, object?>> items = CallInputs.Split(graph, inputs, over, options?.Mode ?? MapMode.Zip);
        FakeRun run = Add(new FakeGraphCall(graph, inputs, over, options), cancellationToken);
        return run.CreateHandle(run.MapAsync(inputs, items), result => result.Status);
    }

    /// <inheritdoc/>
    public Task<RunResult> ResumeAsync(RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        StartResume(paused, answers, options, cancellationToken).Completion;

    /// <inheritdoc/>
    public Task<MapResult> ResumeMapAsync(MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartResumeMap(paused, answers, options, cancellationToken).Completion;

    /// <inheritdoc/>
    /// <remarks>The run uses the next response, whatever is answered. Its call has the inputs of the paused run.</remarks>
    public RunHandle<RunResult> StartResume(RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        CheckPaused(paused.Status, paused.Pauses);
        (Graph graph, GraphInputs inputs) = _pausedRuns.Find(paused);
        IReadOnlyDictionary<RunPause, object?> byPause = answers.For(paused.Pauses);
        Interrupts.CheckAnswers(graph, paused.Pauses, byPause);
        FakeRun run = Add(new FakeGraphCall(graph, inputs, over: null, options) { Answers = byPause }, cancellationToken);
        return run.CreateHandle(run.RunAsync(FakeRun.With(inputs, Interrupts.ByName(graph, byPause)), paused.ItemIndex, run.RunId), result => result.Status);
    }

    /// <inheritdoc/>
    /// <remarks>Each item that is answered uses the next response.</remarks>
    public RunHandle<MapResult> StartResumeMap(MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        CheckPaused(paused.Status, paused.Pauses);
        (Graph graph, _) = _pausedRuns.Find(paused[paused.Pauses[0].ItemPath[0]]);
        IReadOnlyDictionary<RunPause, object?> byPause = answers.For(paused.Pauses);
        Interrupts.CheckAnswers(graph, paused.Pauses, byPause);
        FakeRun run = Add(new FakeGraphCall(graph, GraphInputs.Empty, over: null, options) { Answers = byPause }, cancellationToken);
        Dictionary<int, GraphInputs> answered = byPause.GroupBy(answer => answer.Key.ItemPath[0]).ToDictionary(
            item => item.Key, item => FakeRun.With(_pausedRuns.Find(paused[item.Key]).Inputs, Interrupts.ByName(graph, item)));
        return run.CreateHandle(run.ResumeMapAsync(paused, answered), result => result.Status);
    }

    private static void CheckPaused(RunStatus status, IReadOnlyList<RunPause> pauses)
    {
        if (pauses.Count == 0)
        {
            throw new InvalidOperationException($"Only what is paused can be resumed, but the result is {status}. Add a response with Pauses, and resume its result.");
        }
    }

    private static async IAsyncEnumerable<RunResult> RunStreamAsync<T>(
        FakeRun run, GraphInputs inputs, string over, IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int index = 0;
        await foreach (T item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return await run.RunAsync(FakeRun.With(inputs, new Dictionary<string, object?> { [over] = item }), index++).ConfigureAwait(false);
        }
    }

    private FakeRun Add(FakeGraphCall call, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }

        return new FakeRun(call, NextResponse, _pausedRuns, cancellationToken);
    }

    private Func<GraphInputs, CancellationToken, Task<FakeOutcome>> NextResponse(Graph graph) =>
        _responses.Next($"The code under test runs graph '{graph.Name}', but the runner");

    private string DebuggerText => $"{_calls.Count} {(_calls.Count == 1 ? "call" : "calls")}";
}
