using Hypergraph.Planning;

namespace Hypergraph.Runs.Outcomes;

/// <summary>Of the failures of steps that ran at the same time, that of the step declared first. Any thread may add one.</summary>
internal sealed class FirstFailure
{
    private readonly Lock _lock = new();
    private int _index = int.MaxValue;

    public bool IsSet => Error is not null;

    public Exception? Error { get; private set; }

    public void Add(Step step, Exception error)
    {
        lock (_lock)
        {
            if (step.Index < _index)
            {
                _index = step.Index;
                Error = error;
            }
        }
    }
}
