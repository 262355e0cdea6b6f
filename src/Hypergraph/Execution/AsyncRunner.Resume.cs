using System.Runtime.CompilerServices;

namespace Hypergraph;

/// <content>Resumes paused runs.</content>
public sealed partial class AsyncRunner
{
    /// <summary>Resumes a paused run with the answer to its <see cref="RunResult.Pause"/>. Finished nodes do not run again.</summary>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type of the interrupt's output.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The result of the whole run, or of a run that paused again at unanswered or new questions.</returns>
    /// <exception cref="InvalidOperationException">The result is not that of a paused run.</exception>
    /// <exception cref="InvalidInputException">The answer is of the wrong type.</exception>
    /// <remarks>The resumed run is a run of its own in the stream of events, with the nodes that it runs.</remarks>
    public Task<RunResult> ResumeAsync(RunResult paused, object? answer, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        return ResumeAsync(paused, AnswerFirstPause(paused, answer), options, cancellationToken);
    }

    /// <summary>Resumes a paused run with answers to some or all of its <see cref="RunResult.Pauses"/>.</summary>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. What is not answered stays paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The result of the whole run, or of a run that paused again at unanswered or new questions.</returns>
    /// <exception cref="InvalidOperationException">The result is not that of a paused run.</exception>
    /// <exception cref="InvalidInputException">An answer has the wrong type, or the run has no such pause.</exception>
    /// <remarks>The resumed run is a run of its own in the stream of events, with the nodes that it runs.</remarks>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<RunResult> ResumeAsync(
        RunResult paused, IReadOnlyDictionary<RunPause, object?> answers, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunState state = PrepareResumed(paused, answers, options, stop: null, cancellationToken);
        RunOptions used = OrDefault(options);
        return ResultOfCall(state, await RunToEndAsync(state, Begin(state, used)).ConfigureAwait(false), used);
    }

    /// <summary>Resumes the paused items of a map with answers to some or all of its <see cref="MapResult.Pauses"/>.</summary>
    /// <param name="paused">The result of the map. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. Items that are not answered stay paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The results of all items. Items that had already ended are unchanged.</returns>
    /// <exception cref="InvalidOperationException">The map has no paused items.</exception>
    /// <exception cref="InvalidInputException">An answer has the wrong type, or the map has no such pause.</exception>
    /// <remarks>
    /// The resumed map is a run of its own in the event stream. Its size is the number of resumed items, which keep
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

    /// <summary>Resumes a paused run on the thread pool with the answer to its <see cref="RunResult.Pause"/>, and returns a handle.</summary>
    /// <inheritdoc cref="StartResume(RunResult, IReadOnlyDictionary{RunPause, object}, RunOptions, CancellationToken)"/>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answer">The answer, of the type of the interrupt's output.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    public RunHandle<RunResult> StartResume(RunResult paused, object? answer, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        return StartResume(paused, AnswerFirstPause(paused, answer), options, cancellationToken);
    }

    /// <summary>Resumes a paused run on the thread pool and returns a handle.</summary>
    /// <param name="paused">The result of the paused run. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. What is not answered stays paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="InvalidOperationException">The result is not that of a paused run.</exception>
    /// <exception cref="InvalidInputException">An answer has the wrong type, or the run has no such pause.</exception>
    /// <remarks>Invalid answers are rejected here. <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    public RunHandle<RunResult> StartResume(
        RunResult paused, IReadOnlyDictionary<RunPause, object?> answers, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var stop = new StopSignal();
        return Start(PrepareResumed(paused, answers, options, stop, cancellationToken), OrDefault(options), stop);
    }

    /// <summary>Resumes the paused items of a map on the thread pool and returns a handle.</summary>
    /// <param name="paused">The result of the map. It stays as it is, and may be resumed any number of times.</param>
    /// <param name="answers">The answers by what they answer. Items that are not answered stay paused.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="InvalidOperationException">The map has no paused items.</exception>
    /// <exception cref="InvalidInputException">An answer has the wrong type, or the map has no such pause.</exception>
    /// <remarks>Invalid answers are rejected here. <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
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
