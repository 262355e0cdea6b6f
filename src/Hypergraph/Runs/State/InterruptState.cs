using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Planning;

namespace Hypergraph.Runs.State;

/// <summary>The interrupts of a run: what it resumes from, and where it paused.</summary>
internal sealed class InterruptState
{
    private Answers _answers = Answers.None;

    /// <summary>The pauses of the resumed steps, each at the index of its step. Several steps may pause at once.</summary>
    private PausedStep?[] _resumed = [];
    private Dictionary<RunPause, (PausedStep Step, RunPause Known)>? _byPause;

    /// <summary>The steps at which the run has paused.</summary>
    public IReadOnlyList<PausedStep> Paused { get; private set; } = [];

    /// <summary>The activity of the first run, before any resumption; the default value if it has none.</summary>
    public ActivityContext FirstTrace { get; set; }

    public void Pause(IReadOnlyList<PausedStep> steps) => Paused = steps;

    /// <summary>Resets the state for a new run.</summary>
    public void Reset()
    {
        _answers = Answers.None;
        _resumed = [];
        Paused = [];
    }

    /// <summary>The state of a run that resumes from here with answers.</summary>
    public InterruptState Resume(Answers answers)
    {
        var resumed = new InterruptState { _answers = answers, _resumed = new PausedStep?[Paused.Max(p => p.Step.Index) + 1], FirstTrace = FirstTrace };
        foreach (PausedStep paused in Paused)
        {
            resumed._resumed[paused.Step.Index] = paused;
        }

        return resumed;
    }

    /// <summary>Returns once what a resumed step waited for, and the answers; null for any other step.</summary>
    public PausedStep? ConsumePaused(Step step, out Answers answers)
    {
        answers = _answers;
        if (step.Index >= _resumed.Length)
        {
            return null;
        }

        PausedStep? paused = _resumed[step.Index];
        _resumed[step.Index] = null;
        return paused;
    }

    /// <summary>The paused step, with its own pause, of an equal pause; null if there is none. Safe from any thread once the run has paused.</summary>
    public (PausedStep Step, RunPause Known)? Find(RunPause pause)
    {
        if (Paused is [{ Pauses: [var only] } alone])
        {
            return only.Equals(pause) ? (alone, only) : null;
        }

        Dictionary<RunPause, (PausedStep Step, RunPause Known)> byPause = _byPause ??= IndexPauses();
        return byPause.TryGetValue(pause, out (PausedStep Step, RunPause Known) found) ? found : null;
    }

    private Dictionary<RunPause, (PausedStep Step, RunPause Known)> IndexPauses()
    {
        var byPause = new Dictionary<RunPause, (PausedStep Step, RunPause Known)>();
        foreach (PausedStep step in Paused)
        {
            foreach (RunPause known in step.Pauses)
            {
                byPause.TryAdd(known, (step, known));
            }
        }

        return byPause;
    }
}
