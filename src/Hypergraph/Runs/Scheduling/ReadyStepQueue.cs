namespace Hypergraph.Runs.Scheduling;

/// <summary>
/// Steps that one thread is to start, first in, first out. A step is ready once, so one array of links serves all such queues
/// of a run.
/// </summary>
/// <param name="behind">Of each step, the next one in the queue.</param>
internal struct ReadyStepQueue(int[] behind)
{
    private const int None = -1;

    private int _first = None;
    private int _last = None;

    public readonly bool IsEmpty => _first == None;

    public void Enqueue(int step)
    {
        behind[step] = None;
        if (_first == None)
        {
            _first = step;
        }
        else
        {
            behind[_last] = step;
        }

        _last = step;
    }

    public bool TryDequeue(out int step)
    {
        step = _first;
        if (step == None)
        {
            return false;
        }

        _first = behind[step];
        return true;
    }
}
