using Hypergraph.Planning;

namespace Hypergraph.Runs.State;

/// <summary>A step that waits for answers, and the state from which it resumes.</summary>
/// <param name="Step">An interrupt, or a nested graph with paused runs.</param>
/// <param name="Pauses">What it waits for, as its run sees it.</param>
internal sealed record PausedStep(Step Step, IReadOnlyList<RunPause> Pauses)
{
    /// <summary>The paused run of a nested graph.</summary>
    public PausedRun? Run { get; init; }

    /// <summary>The map of a mapped nested graph that has paused items.</summary>
    public PausedMap? Map { get; init; }

    /// <summary>The failures in the paused runs, which keep them; empty at an interrupt.</summary>
    public IReadOnlyList<RunFailure> Failures { get; init; } = [];

    /// <summary>The answers to what it waits for, as the run inside sees it.</summary>
    public Answers InnerAnswers(Answers answers) => answers.ForInnerRun(Pauses);
}
