using Hypergraph.Planning;

namespace Hypergraph.Runs.Outcomes;

/// <summary>The failures of one run so far, those in its nested runs included. Any thread may add some.</summary>
internal sealed class RunFailures
{
    /// <summary>The place in declaration order of what no node of the run has thrown.</summary>
    private const int NoStep = -1;

    private readonly Lock _lock = new();
    private readonly List<(int Step, RunFailure Failure)> _failures;

    private volatile bool _isEnding;

    public RunFailures() => _failures = [];

    private RunFailures(List<(int Step, RunFailure Failure)> failures) => _failures = failures;

    /// <summary>Whether a node of the run has failed, so that no new one begins.</summary>
    public bool IsEnding
    {
        get => _isEnding;
        set => _isEnding = value;
    }

    /// <summary>Adds what a step has thrown, or, with null, what the run itself has.</summary>
    public void Add(Step? step, RunFailure failure)
    {
        lock (_lock)
        {
            _failures.Add((step?.Index ?? NoStep, failure));
        }
    }

    /// <summary>Adds what has failed in the nested runs of a step.</summary>
    public void AddRange(Step step, IReadOnlyList<RunFailure> failures)
    {
        lock (_lock)
        {
            _failures.AddRange(failures.Select(f => (step.Index, f)));
        }
    }

    /// <summary>A copy, for a run that resumes where this one has paused.</summary>
    public RunFailures Copy()
    {
        lock (_lock)
        {
            return new RunFailures([.. _failures]);
        }
    }

    /// <summary>All failures in the declaration order of the run's nodes; those of one node in the order in which they came.</summary>
    public RunFailure[] ToArray()
    {
        lock (_lock)
        {
            return [.. _failures.OrderBy(f => f.Step).Select(f => f.Failure)];
        }
    }
}
