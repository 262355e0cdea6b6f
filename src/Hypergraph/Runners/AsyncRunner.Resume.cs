using System.Runtime.CompilerServices;
using Hypergraph.Events.Dispatching;
using Hypergraph.Hosting;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Inputs;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Steps;

namespace Hypergraph;

/// <content>Resumes paused runs.</content>
public sealed partial class AsyncRunner
{
    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<RunResult> ResumeAsync(
        RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunState state = await PrepareResumedAsync(paused, answers, options, stop: null, cancellationToken).ConfigureAwait(false);
        RunOptions used = OrDefault(options);
        return ResultOfCall(state, await RunToEndAsync(state, Begin(state, used)).ConfigureAwait(false), used);
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<MapResult> ResumeMapAsync(
        MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        MapOptions used = OrDefault(options);
        AsyncMap map = PrepareResumed(paused, answers, used, stop: null, cancellationToken);
        EventDispatcher? dispatcher = CreateDispatcher(paused.Plan.Graph, map.Call, used);
        RunSpan? span = BeginMap(map, dispatcher);
        return ResultOfCall(map, await RunToEndAsync(map, span, dispatcher).ConfigureAwait(false), span, used);
    }

    /// <inheritdoc/>
    public RunHandle<RunResult> StartResume(
        RunResult paused, PauseAnswers answers, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var stop = new StopSignal();
        return Start(Blocking(PrepareResumedAsync(paused, answers, options, stop, cancellationToken)), OrDefault(options), stop);
    }

    /// <inheritdoc/>
    public RunHandle<MapResult> StartResumeMap(
        MapResult paused, PauseAnswers answers, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        var stop = new StopSignal();
        MapOptions used = OrDefault(options);
        AsyncMap map = PrepareResumed(paused, answers, used, stop, cancellationToken);
        return StartMap(paused.Plan.Graph, map.Call, used, stop, _ => map);
    }

    private async ValueTask<RunState> PrepareResumedAsync(
        RunResult paused, PauseAnswers answers, RunOptions? options, StopSignal? stop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paused);
        if (!IsDurable(options) || paused.PausedRun is not { } from)
        {
            return PrepareResumed(paused, answers, options, stop, cancellationToken);
        }

        RunJournal journal = await OpenJournalAsync(from.Plan.Graph, GraphInputs.Empty, over: null, options, cancellationToken).ConfigureAwait(false);
        return await UseAsync(journal, () => PrepareResumed(paused, answers, options, stop, cancellationToken, journal)).ConfigureAwait(false);
    }

    private RunState PrepareResumed(
        RunResult paused, PauseAnswers answers, RunOptions? options, StopSignal? stop, CancellationToken cancellationToken, RunJournal? journal = null)
    {
        PausedRun from = paused.PausedRun ?? throw (paused.Status == RunStatus.Paused ? PausedElsewhere() : NotPaused(paused.Status));
        IReadOnlyDictionary<RunPause, object?> byPause = answers.For(paused.Pauses);
        AnswerValidator.Check(from, byPause);
        CallContext call = CreateCall(from.Plan, options, stop, cancellationToken, journal);
        call.Log?.Start();
        return from.Resume(call, new Answers(byPause), location: null);
    }

    private AsyncMap PrepareResumed(
        MapResult paused, PauseAnswers answers, MapOptions options, StopSignal? stop, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paused);
        if (IsDurable(options))
        {
            throw new NotSupportedException("A paused map in a store resumes by its id: answer its questions with AnswerMapAsync, or map again with the same id.");
        }

        if (paused.Pauses.Count == 0)
        {
            throw NotPaused(paused.Status);
        }

        if (!paused.CanResume)
        {
            throw PausedElsewhere();
        }

        IReadOnlyDictionary<RunPause, object?> byPause = answers.For(paused.Pauses);
        AnswerValidator.Check(paused, byPause);
        CallContext call = CreateCall(paused.Plan, options, stop, cancellationToken);
        call.Log?.Start();
        var from = new PausedMap(paused.Plan, paused.Collector);
        return AsyncMap.Resume(from, call, paused.Pauses, new Answers(byPause), new RunLocation(outer: null, node: null), options.ErrorHandling);
    }

    private static InvalidOperationException NotPaused(RunStatus status) => new(
        $"Only what is paused can be resumed, but the result is {status}. Resume the result that has pauses.");

    private static InvalidOperationException PausedElsewhere() => new(
        "The result is that of a run in another process, whose state cannot be resumed here. Run the graph again and supply the answers from the start.");
}
