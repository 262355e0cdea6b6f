
using Hypergraph.Runs.Outcomes;

namespace Hypergraph.Runs.Streams;

/// <summary>
/// The outcome of a map over a stream, in constant memory. Of several failures, the one that counts is that whose result
/// comes first.
/// </summary>
internal sealed class StreamOutcomeAggregator(ErrorHandling errorHandling)
{
    private (long Position, RunOutcome Outcome)? _failed;
    private (long Position, RunOutcome Outcome)? _paused;
    private RunOutcome? _stopped;
    private bool _hasCompleted;

    /// <summary>Counts items that have completed.</summary>
    public void AddCompleted() => _hasCompleted = true;

    /// <summary>Counts an item that has ended otherwise.</summary>
    /// <param name="position">The place of its result among all results.</param>
    /// <param name="outcome">How it ended.</param>
    public void Add(long position, RunOutcome outcome)
    {
        switch (outcome.Status)
        {
            case RunStatus.Stopped:
                _stopped ??= outcome;
                break;
            case RunStatus.Paused:
                KeepFirst(ref _paused, position, outcome);
                break;
            default:
                KeepFirst(ref _failed, position, outcome);
                break;
        }
    }

    /// <summary>The outcome of the map.</summary>
    /// <param name="cutShort">How a map ended that did not run all items of its source; null if it did.</param>
    public RunOutcome Outcome(RunOutcome? cutShort)
    {
        if (_stopped is { Error: not null } cancelled)
        {
            return cancelled;
        }

        RunOutcome? failed = _failed?.Outcome;
        RunOutcome? paused = _paused?.Outcome;
        RunOutcome? stopped = _stopped ?? cutShort;
        return MapStatus.Of(errorHandling, failed is not null, stopped is not null, paused is not null, _hasCompleted) switch
        {
            RunStatus.Failed => failed!,
            RunStatus.Stopped => stopped!,
            RunStatus.Partial => new RunOutcome(RunStatus.Partial, failed!.Error, paused?.Pauses),
            RunStatus.Paused => paused!,
            _ => RunOutcome.Completed,
        };
    }

    private static void KeepFirst(ref (long Position, RunOutcome Outcome)? kept, long position, RunOutcome outcome)
    {
        if (kept is null || position < kept.Value.Position)
        {
            kept = (position, outcome);
        }
    }
}
