using Hypergraph.Planning;
using Hypergraph.Runs.Calls;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// The steps in flight of one run. One coordinator starts them and collects those that have finished. They may finish on
/// any thread.
/// </summary>
internal sealed class RunningSteps
{
    private readonly Lock _lock = new();
    private readonly Queue<(Step Step, StepOutcome Outcome)> _finished = new();
    private TaskCompletionSource? _waiting;

    /// <summary>The number of steps started here whose outcome has not been collected yet.</summary>
    public int Count { get; private set; }

    /// <summary>Tracks a call in flight.</summary>
    public void Add(Step step, in StartedCall call)
    {
        Count++;
        _ = ReportAsync(step, call);
    }

    /// <summary>The outcome of a step that has finished, once one has.</summary>
    public async ValueTask<(Step Step, StepOutcome Outcome)> DequeueAsync()
    {
        while (true)
        {
            Task waiting;
            lock (_lock)
            {
                if (_finished.TryDequeue(out (Step Step, StepOutcome Outcome) finished))
                {
                    Count--;
                    return finished;
                }

                // Not inline: the step that finishes must not run the coordinator on its own stack, under its own locks.
                _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _waiting.Task;
            }

            await waiting.ConfigureAwait(false);
        }
    }

    private async Task ReportAsync(Step step, StartedCall call)
    {
        StepOutcome outcome;
        try
        {
            outcome = await call.ToOutcomeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = new StepOutcome(exception);
        }

        TaskCompletionSource? waiting;
        lock (_lock)
        {
            _finished.Enqueue((step, outcome));
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.SetResult();
    }
}
