using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>What a run knows of its interrupts: which answers were given from the start, and where it paused.</summary>
internal sealed class InterruptState(int valueCount)
{
    private readonly bool[] _given = new bool[valueCount];
    private Answers _answers = Answers.None;
    private PausedStep[] _resumed = [];

    /// <summary>The steps at which the run has paused.</summary>
    public IReadOnlyList<PausedStep> Paused { get; private set; } = [];

    /// <summary>Whether an answer was given with the call: it stands whenever it is asked for.</summary>
    public bool IsGiven(PlanValue answer) => _given[answer.Id];

    public void Give(PlanValue answer) => _given[answer.Id] = true;

    public void Pause(IReadOnlyList<PausedStep> steps) => Paused = steps;

    /// <summary>Forgets everything but what another was given, for a new run.</summary>
    public void StartOver(InterruptState given)
    {
        Array.Copy(given._given, _given, _given.Length);
        _answers = Answers.None;
        _resumed = [];
        Paused = [];
    }

    /// <summary>The knowledge of a run that goes on from here with answers.</summary>
    public InterruptState Resume(Answers answers)
    {
        var resumed = new InterruptState(_given.Length) { _answers = answers, _resumed = [.. Paused] };
        Array.Copy(_given, resumed._given, _given.Length);
        return resumed;
    }

    /// <summary>What a step that goes on from a pause waited for, once, and the answers; null for any other step.</summary>
    public PausedStep? TakePaused(Step step, out Answers answers)
    {
        answers = _answers;
        int index = Array.FindIndex(_resumed, p => p?.Step == step);
        if (index < 0)
        {
            return null;
        }

        PausedStep paused = _resumed[index];
        _resumed[index] = null!;
        return paused;
    }

    /// <summary>The step that asks, and what it would ask in its own run, of a pause as this run sees it.</summary>
    public PausedStep? Find(RunPause pause) => Paused.FirstOrDefault(p => p.Pauses.Contains(pause));
}
