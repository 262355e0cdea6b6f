using System.Runtime.CompilerServices;

namespace Hypergraph;

/// <content>Going on where a run has paused.</content>
public sealed partial class AsyncRunner
{
    /// <summary>Goes on with a paused run, giving the answer to its <see cref="RunResult.Pause"/>. What had finished does not run again.</summary>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type that the interrupt gives.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    /// <returns>The result: of the whole run, or paused again at what is still or newly asked.</returns>
    /// <exception cref="InvalidOperationException">The result is not that of a paused run.</exception>
    /// <exception cref="InvalidInputException">The answer is of the wrong type.</exception>
    /// <remarks>The resumed run is a run of its own in the stream of events, with the nodes that it runs.</remarks>
    public Task<RunResult> ResumeAsync(RunResult paused, object? answer, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        return ResumeAsync(paused, AnswerFirstPause(paused, answer), options, cancellationToken);
    }

    /// <summary>Goes on with a paused run, giving answers to some or all of its <see cref="RunResult.Pauses"/>.</summary>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. What is not answered stays paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    /// <returns>The result: of the whole run, or paused again at what is still or newly asked.</returns>
    /// <exception cref="InvalidOperationException">The result is not that of a paused run.</exception>
    /// <exception cref="InvalidInputException">An answer is of the wrong type, or to what the run does not ask.</exception>
    /// <remarks>The resumed run is a run of its own in the stream of events, with the nodes that it runs.</remarks>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<RunResult> ResumeAsync(
        RunResult paused, IReadOnlyDictionary<RunPause, object?> answers, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunState state = PrepareResumed(paused, answers, options, stop: null, cancellationToken);
        RunOptions used = OrDefault(options);
        return ResultOfCall(state, await RunToEndAsync(state, Begin(state, used)).ConfigureAwait(false), used);
    }

    /// <summary>Goes on with the paused items of a map, giving answers to some or all of its <see cref="MapResult.Pauses"/>.</summary>
    /// <param name="paused">The result of the map. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. Items that are not answered stay paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    /// <returns>The results of all items: those that had ended before as they were.</returns>
    /// <exception cref="InvalidOperationException">The map has no paused items.</exception>
    /// <exception cref="InvalidInputException">An answer is of the wrong type, or to what the map does not ask.</exception>
    /// <remarks>
    /// The resumed map is a run of its own in the stream of events: its size is the number of items that go on, which keep
    /// their indexes.
    /// </remarks>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<MapResult> ResumeAsync(
        MapResult paused, IReadOnlyDictionary<RunPause, object?> answers, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapOptions used = OrDefault(options);
        AsyncMap map = PrepareResumed(paused, answers, used, stop: null, cancellationToken);
        EventDispatcher? dispatcher = CreateDispatcher(paused.Plan.Graph, used);
        RunSpan? span = BeginMap(map, dispatcher, used);
        return ResultOfCall(map, await RunToEndAsync(map, span, dispatcher).ConfigureAwait(false), span, used);
    }

    /// <summary>Goes on with a paused run on the thread pool, giving the answer to its <see cref="RunResult.Pause"/>, and gives a handle on it.</summary>
    /// <inheritdoc cref="StartResume(RunResult, IReadOnlyDictionary{RunPause, object}, RunOptions, CancellationToken)"/>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type that the interrupt gives.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    public RunHandle<RunResult> StartResume(RunResult paused, object? answer, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        return StartResume(paused, AnswerFirstPause(paused, answer), options, cancellationToken);
    }

    /// <summary>Goes on with a paused run on the thread pool and gives a handle on it.</summary>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. What is not answered stays paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    /// <exception cref="InvalidOperationException">The result is not that of a paused run.</exception>
    /// <exception cref="InvalidInputException">An answer is of the wrong type, or to what the run does not ask.</exception>
    /// <remarks>Bad answers are refused here; whatever happens in the run is told by <see cref="RunHandle{TResult}.Completion"/>.</remarks>
    public RunHandle<RunResult> StartResume(
        RunResult paused, IReadOnlyDictionary<RunPause, object?> answers, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var stop = new StopSignal();
        return Start(PrepareResumed(paused, answers, options, stop, cancellationToken), OrDefault(options), stop);
    }

    /// <summary>Goes on with the paused items of a map on the thread pool and gives a handle on it.</summary>
    /// <param name="paused">The result of the map. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. Items that are not answered stay paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    /// <exception cref="InvalidOperationException">The map has no paused items.</exception>
    /// <exception cref="InvalidInputException">An answer is of the wrong type, or to what the map does not ask.</exception>
    /// <remarks>Bad answers are refused here; whatever happens in the map is told by <see cref="RunHandle{TResult}.Completion"/>.</remarks>
    public RunHandle<MapResult> StartResume(
        MapResult paused, IReadOnlyDictionary<RunPause, object?> answers, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        var stop = new StopSignal();
        MapOptions used = OrDefault(options);
        AsyncMap map = PrepareResumed(paused, answers, used, stop, cancellationToken);
        return StartMap(paused.Plan.Graph, used, stop, _ => map);
    }

    private static Dictionary<RunPause, object?> AnswerFirstPause(RunResult paused, object? answer) =>
        new() { [paused.Pause ?? throw NotPaused(paused.Status)] = answer };

    private RunState PrepareResumed(
        RunResult paused, IReadOnlyDictionary<RunPause, object?> answers, RunOptions? options, StopSignal? stop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paused);
        ArgumentNullException.ThrowIfNull(answers);
        RunState from = paused.PausedState ?? throw (paused.Status == RunStatus.Paused ? PausedElsewhere() : NotPaused(paused.Status));
        AnswerValidator.Check(from, answers);
        RunLog.Begin(Logger, from.Plan.Graph, OrDefault(options));
        return from.Resume(CallContext.Of(this, options, stop, cancellationToken), new Answers(answers), place: null);
    }

    private AsyncMap PrepareResumed(
        MapResult paused, IReadOnlyDictionary<RunPause, object?> answers, MapOptions options, StopSignal? stop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paused);
        ArgumentNullException.ThrowIfNull(answers);
        if (paused.Pauses.Count == 0)
        {
            throw NotPaused(paused.Status);
        }

        if (!paused.CanResume)
        {
            throw PausedElsewhere();
        }

        AnswerValidator.Check(paused, answers);
        RunLog.Begin(Logger, paused.Plan.Graph, options);
        var call = CallContext.Of(this, options, stop, cancellationToken);
        var from = new PausedMap(new RunState(paused.Plan, call), paused.Collector);
        return AsyncMap.Resume(from, call, paused.Pauses, new Answers(answers), new RunLocation(outer: null, node: null), options.ErrorHandling);
    }

    private static InvalidOperationException NotPaused(RunStatus status) => new(
        $"Only what is paused can be resumed, but the result is {status}. Resume the result that has pauses.");

    private static InvalidOperationException PausedElsewhere() => new(
        "The result is that of a run in another process, whose state cannot be resumed here. Run the graph again and give the answers from the start.");
}
