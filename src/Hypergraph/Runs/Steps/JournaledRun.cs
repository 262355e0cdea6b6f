using Hypergraph.Hosting;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Steps;

/// <summary>A durable call from its first node to its end, which the journal stores before the last event.</summary>
internal static class JournaledRun
{
    /// <summary>Runs the call, and stores how it ended.</summary>
    /// <param name="journal">The journal of the call.</param>
    /// <param name="span">Its scope in the stream of events; null without a listener.</param>
    /// <param name="run">Runs it.</param>
    public static async ValueTask<RunOutcome> RunAsync(RunJournal journal, RunSpan? span, Func<ValueTask<RunOutcome>> run)
    {
        RunOutcome outcome;
        try
        {
            outcome = await run().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = RunOutcome.Failed(exception, CancellationToken.None);
        }

        return await EndAsync(journal, span, outcome).ConfigureAwait(false);
    }

    /// <summary>As <see cref="RunAsync"/>, on this thread.</summary>
    public static RunOutcome Run(RunJournal journal, RunSpan? span, Func<RunOutcome> run) => BlockingCall.Run((journal, span, run), static call =>
        RunAsync(call.journal, call.span, () => new ValueTask<RunOutcome>(call.run())).AsTask().GetAwaiter().GetResult());

    /// <summary>Stores how a call ended.</summary>
    /// <returns>How it ended, with what the store could not write.</returns>
    public static async ValueTask<RunOutcome> EndAsync(RunJournal journal, RunSpan? span, RunOutcome outcome)
    {
        try
        {
            await journal.EndAsync(outcome.Status, outcome.Error).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A call that failed or was cancelled has its own exception for the caller.
            RunOutcome ended = outcome.Status is RunStatus.Failed or RunStatus.Stopped ? outcome : RunOutcome.Failed(exception, CancellationToken.None);
            return WithStoreError(ended, exception, span);
        }

        return journal.WriteError is { } error ? WithStoreError(outcome, error, span) : outcome;
    }

    private static RunOutcome WithStoreError(RunOutcome outcome, Exception error, RunSpan? span)
    {
        span?.ReportStoreError(error);
        return outcome with { StoreError = error };
    }
}
